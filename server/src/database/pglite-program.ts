/**
 * What the worker of PGlite runs: the database, and an answer to each piece of Postgres's protocol it is given. A text, as
 * the script of a snapshot is: our server is one built module, and beside it no other would be found.
 */
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

const PROGRAM = `
const { parentPort, workerData } = require('node:worker_threads')
async function begin() {
  const { PGlite } = require(workerData.pglite)
  const { dataDir } = require(workerData.files)
  const database = await PGlite.create({ loadDataDir: await dataDir() })
  parentPort.on('message', async asked => {
    const answer = await database.execProtocolRaw(asked)
    parentPort.postMessage(answer.slice())
  })
  parentPort.postMessage(null)
}
begin()
`

/** A PGlite in a thread of its own: it begins with the message null, then answers every Uint8Array with one. */
export function pgliteWorker(): Worker {
  const { resolve } = createRequire(import.meta.url)
  const workerData = { pglite: resolve('@electric-sql/pglite'), files: resolve('@electric-sql/pglite-prepopulatedfs') }
  return new Worker(PROGRAM, { eval: true, workerData, execArgv: [] })
}
