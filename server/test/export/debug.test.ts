import { LANGUAGES } from '@rdd/shared/commands/export/languages'
import { test } from 'vitest'
import { runScript, runSteps } from './run.ts'
import { broad, read } from './session.ts'
import { startRedis } from '../redis.ts'
test('x', async () => {
  console.log('direct')
  const done = await runSteps(read(broad), await startRedis())
  console.log(JSON.stringify(done.filter(d => d.skipped).map(d => [d.argv.join(' '), d.skipped]), null, 1))
  const t: any = process.env.L
  for (const l of LANGUAGES) if (!t || t === l) {
    console.log(l)
    try { const { said, file } = await runScript(l, done, await startRedis(), 'broad'); console.log(said.slice(-1500)); } catch (e) { console.log(String(e)) }
    const { cpSync } = await import('node:fs'); const { folder } = await import('./run.ts')
    cpSync(folder, '/tmp/exported', { recursive: true })
  }
}, 60000)
