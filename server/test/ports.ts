/** Ports of a server that answers everything with nothing at once, for tests of what lies round them. */
import type { Ports } from '@rdd/shared/patterns/ports'

export const emptyPorts = (): Ports => ({
  cache: {
    get: async () => null,
    set: async () => {},
    setIfAbsent: async () => false,
    delete: async () => 0,
    unlink: async () => 0,
    keys: async () => [],
    scan: async () => ({ cursor: '0', keys: [] }),
    ttl: async () => -2,
    script: async () => null,
  },
  queue: {
    push: async () => {},
    pop: async () => null,
    add: async () => '0-1',
    read: async () => [],
    acknowledge: async () => 0,
    claim: async () => [],
    bury: async () => {},
    length: async () => 0,
  },
  database: {
    find: async () => null,
    save: async (_, row) => ({ ...row, version: 1 }),
    saveAll: async () => {},
    remove: async () => false,
  },
  clock: { now: () => 0, sleep: async () => {} },
  random: { next: () => 0, token: () => '' },
  background: { run: () => {} },
})
