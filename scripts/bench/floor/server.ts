/**
 * The floor: the least that can show what Redis does. Keyspace events, one message a frame, text in a page: no schema,
 * no framework, no check, no order of facts. A bound to measure against, not a product.
 */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { Redis } from 'ioredis'
import { Server } from 'socket.io'

const FRAME = 16
const url = process.env.FLOOR_REDIS ?? ''
const redis = new Redis(url, { enableAutoPipelining: true })
const heard = new Redis(url)

const asset = (name: string) => readFileSync(new URL(name, import.meta.url))
const http = createServer((request, response) => {
  const script = request.url === '/page.js'
  response.setHeader('Content-Type', script ? 'text/javascript' : 'text/html')
  response.end(asset(script ? 'page.js' : 'page.html'))
})
const io = new Server(http)
io.on('connection', page => {
  page.on('run', async ([name, ...args]: string[], answer: (reply: unknown) => void) =>
    answer(await redis.call(name ?? '', ...args)),
  )
})

const dirty = new Set<string>()
let last = 0
let planned = false
async function flush() {
  planned = false
  last = performance.now()
  const keys = [...dirty].slice(0, 100)
  for (const key of keys) dirty.delete(key)
  const values = await redis.mget(keys)
  io.emit(
    'keys',
    keys.map((key, i) => [key, values[i]]),
  )
  if (dirty.size > 0) schedule()
}
function schedule() {
  if (planned) return
  planned = true
  setTimeout(() => void flush(), Math.max(0, FRAME - (performance.now() - last)))
}
await heard.psubscribe('__keyevent@0__:*')
heard.on('pmessage', (_pattern: string, _channel: string, key: string) => {
  dirty.add(key)
  schedule()
})
http.listen(0, '127.0.0.1', () => {
  const address = http.address()
  if (address !== null && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}`)
})
