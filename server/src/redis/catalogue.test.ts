import { Catalogue } from '@rdd/shared/commands/catalogue'
import { indexCatalogue } from '@rdd/shared/commands/keys'
import { beforeAll, describe, expect, it } from 'vitest'
import { startRedis } from '../../test/redis.ts'
import { loadCatalogue } from './catalogue.ts'
import { Probe } from './probe.ts'
import { integer } from './raw.ts'

let probe: Probe
let catalogue: Catalogue
const call = ([command = '', ...args]: string[]) => probe.call(command, ...args)
beforeAll(async () => {
  const engine = await startRedis()
  probe = await Probe.open(engine.address)
  catalogue = await loadCatalogue(call)
  return () => probe.close()
})
const doc = (name: string) => indexCatalogue(catalogue).get(name)

describe('the catalogue of a real server', () => {
  it('holds every command and subcommand once, each with words of its own', async () => {
    const names = catalogue.commands.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter(name => !name.includes('|'))).toHaveLength(integer(await call(['COMMAND', 'COUNT'])))
    expect(names.filter(name => name.includes('|')).length).toBeGreaterThan(100)
    expect(catalogue.commands.filter(({ summary, since, group }) => !summary || !since || !group)).toEqual([])
  })

  it('fits its schema and is small enough to send', () => {
    expect(Catalogue.parse(catalogue)).toEqual(catalogue)
    expect(JSON.stringify(catalogue).length).toBeLessThan(300_000)
  })

  it('knows words, flags, categories and arity', () => {
    expect(doc('zadd')).toMatchObject({
      // the words are the server's own, and change with it
      summary: expect.stringMatching(/^Adds? one or more members to a sorted set, or updates? /),
      since: '1.2.0',
      group: 'sorted-set',
      complexity: expect.stringMatching(/^O\(log\(N\)\)/),
      flags: ['write', 'denyoom', 'fast'],
      categories: ['write', 'sortedset', 'fast'],
      arity: -4,
    })
    expect(doc('config|set')?.categories).toContain('dangerous')
    expect(doc('blpop')?.flags).toContain('blocking')
  })

  it('knows what is deprecated, and for what', () => {
    // Valkey 9 has taken back most of what Redis deprecates
    expect(doc('slaveof')).toMatchObject({ deprecatedSince: '5.0.0', replacedBy: '`REPLICAOF`' })
    if (doc('getset')?.deprecatedSince !== undefined)
      expect(doc('getset')).toMatchObject({ deprecatedSince: '6.2.0', replacedBy: '`SET` with the `GET` argument' })
    expect(doc('get')).not.toHaveProperty('deprecatedSince')
  })

  it('knows arguments, nested ones too', () => {
    const args = doc('zadd')?.args ?? []
    expect(args.map(({ name }) => name)).toEqual([
      'key',
      'condition',
      'comparison',
      'change',
      'increment',
      expect.stringMatching(/^(score_member|data)$/),
    ])
    expect(args[1]).toMatchObject({
      type: 'oneof',
      optional: true,
      args: [
        { name: 'nx', type: 'pure-token', token: 'NX' },
        { name: 'xx', type: 'pure-token', token: 'XX' },
      ],
    })
    expect(args.at(-1)).toMatchObject({ type: 'block', multiple: true })
    expect(doc('sort')?.args.find(({ token }) => token === 'GET')).toMatchObject({
      multiple: true,
      multipleToken: true,
    })
  })

  it('knows where keys are', () => {
    expect(doc('mset')?.keys).toEqual([
      { begin: { by: 'index', index: 1 }, find: { by: 'range', last: -1, step: 2, limit: 0 }, write: true },
    ])
    expect(doc('eval')?.keys).toMatchObject([{ find: { by: 'keynum', num: 0, first: 1, step: 1 } }])
    expect(doc('xread')?.keys).toEqual([
      {
        begin: { by: 'keyword', keyword: 'STREAMS', from: 1 },
        find: { by: 'range', last: -1, step: 1, limit: 2 },
        write: false,
      },
    ])
    expect(doc('object|encoding')?.keys).toMatchObject([{ begin: { by: 'index', index: 2 } }])
    expect(doc('ping')?.keys).toEqual([])
  })
})

describe('a server without COMMAND DOCS', () => {
  it('still gives flags, categories and keys, with empty words', async () => {
    const bare = await loadCatalogue(args =>
      args.includes('DOCS') ? Promise.reject(new Error('ERR unknown subcommand')) : call(args),
    )
    expect(bare.commands).toHaveLength(catalogue.commands.length)
    const [full, plain] = [doc('set'), indexCatalogue(bare).get('set')]
    expect(plain).toEqual({ ...full, summary: '', since: '', group: '', complexity: '', args: [] })
  })
})
