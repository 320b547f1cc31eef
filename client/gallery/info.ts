/** INFO of a Redis that has done a little, for figures. */
export const INFO: ReadonlyMap<string, string> = new Map(
  Object.entries({
    redis_version: '7.0.15',
    used_memory: '1048576',
    maxmemory: '0',
    connected_clients: '4',
    blocked_clients: '1',
    instantaneous_ops_per_sec: '12',
    total_commands_processed: '48213',
    keyspace_hits: '912',
    keyspace_misses: '88',
    expired_keys: '3',
    evicted_keys: '0',
    rdb_changes_since_last_save: '6',
    rdb_last_save_time: '1795449000',
    aof_enabled: '0',
  }),
)
