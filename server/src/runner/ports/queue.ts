/** The queue port on a real Redis: a list, and a stream with one consumer group. Each command stands once. */
import { type Entry, QUEUE, type Queue } from '@rdd/shared/patterns/ports'
import { fields, integer, list, type Node, text } from '../../redis/raw.ts'
import type { Argv, RedisLink } from '../redis-link.ts'

const { list: LIST, stream: STREAM, group: GROUP, dead: DEAD } = QUEUE

export const queueCommands = {
  push: (item: string): Argv => ['RPUSH', LIST, item],
  pop: (): Argv => ['LPOP', LIST],
  add: (item: string): Argv => ['XADD', STREAM, '*', 'item', item],
  read: (consumer: string, count: number, blockMs: number): Argv => [
    ...['XREADGROUP', 'GROUP', GROUP, consumer, 'COUNT', count],
    ...(blockMs > 0 ? ['BLOCK', blockMs] : []),
    ...['STREAMS', STREAM, '>'],
  ],
  acknowledge: (...ids: string[]): Argv[] => [
    ['XACK', STREAM, GROUP, ...ids],
    ['XDEL', STREAM, ...ids],
  ],
  claim: (consumer: string, idleMs: number, count: number): Argv => [
    ...['XAUTOCLAIM', STREAM, GROUP, consumer, idleMs, '0', 'COUNT', count],
  ],
  bury: ({ id, item }: Entry, why: string): Argv[] => [
    ['XADD', DEAD, '*', 'item', item, 'why', why],
    ...queueCommands.acknowledge(id),
  ],
  length: (): Argv[] => [
    ['LLEN', LIST],
    ['XLEN', STREAM],
  ],
}

export function queuePort(link: RedisLink): Queue {
  /** Runs a command on the group; where there is none yet, makes it from the stream's beginning and runs it again. */
  const inGroup = async (argv: Argv): Promise<Node> => {
    try {
      return await link.call(argv)
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOGROUP'))) throw error
      await link.call(['XGROUP', 'CREATE', STREAM, GROUP, '0', 'MKSTREAM'])
      return link.call(argv)
    }
  }
  const deliveries = async (id: string): Promise<number> => {
    const [row] = list(await link.call(['XPENDING', STREAM, GROUP, id, id, 1]))
    return row === undefined ? 1 : integer(list(row)[3])
  }
  return {
    push: async item => {
      await link.call(queueCommands.push(item))
    },
    pop: async () => {
      const item = await link.call(queueCommands.pop())
      return item === null ? null : text(item)
    },
    add: async item => text(await link.call(queueCommands.add(item))),
    read: async (consumer, count, blockMs) => {
      const reply = await inGroup(queueCommands.read(consumer, count, blockMs))
      const [stream] = reply === null ? [] : list(reply)
      return stream === undefined ? [] : list(list(stream)[1]).map(entry => ({ ...entryOf(entry), deliveries: 1 }))
    },
    acknowledge: async (...ids) => Number((await link.multi(queueCommands.acknowledge(...ids)))[0]),
    claim: async (consumer, idleMs, count) => {
      const [, entries] = list(await inGroup(queueCommands.claim(consumer, idleMs, count)))
      return Promise.all(
        list(entries)
          .map(entryOf)
          .map(async entry => ({ ...entry, deliveries: await deliveries(entry.id) })),
      )
    },
    bury: async (entry, why) => {
      await link.multi(queueCommands.bury(entry, why))
    },
    length: async () => (await link.multi(queueCommands.length())).reduce<number>((sum, n) => sum + Number(n), 0),
  }
}

function entryOf(node: Node): { id: string; item: string } {
  const [id, values] = list(node)
  const item = fields(values).get('item')
  return { id: text(id), item: item === undefined ? '' : text(item) }
}
