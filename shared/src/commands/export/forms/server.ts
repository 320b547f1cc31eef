/** Connections, transactions, scripts, messages and the server itself. `pipe` is a pipeline of redis-py. */
import { type Forms, one } from './form.ts'

const script = (method: string) => [
  { form: 'script number# value...', python: `${method}(script, number, *value)` },
  { form: 'script number#', python: `${method}(script, number)` },
]

export const server: Forms = {
  'CLIENT GETNAME': one('', 'client_getname()'),
  'CLIENT ID': one('', 'client_id()'),
  'CLIENT INFO': one('', 'client_info()'),
  'CLIENT LIST': one('', 'client_list()'),
  'CLIENT SETNAME': one('name', 'client_setname(name)'),
  'CLIENT UNBLOCK': one('id#', 'client_unblock(id)'),
  'CONFIG GET': one('pattern...', 'config_get(*pattern)'),
  'CONFIG RESETSTAT': one('', 'config_resetstat()'),
  'CONFIG SET': one('name value', 'config_set(name, value)'),
  DBSIZE: one('', 'dbsize()'),
  ECHO: one('message', 'echo(message)'),
  EVAL: script('eval'),
  EVALSHA: script('evalsha'),
  FLUSHALL: [
    { form: '', python: 'flushall()' },
    { form: '[ASYNC]', python: 'flushall(asynchronous=ASYNC)' },
  ],
  FLUSHDB: [
    { form: '', python: 'flushdb()' },
    { form: '[ASYNC]', python: 'flushdb(asynchronous=ASYNC)' },
  ],
  INFO: [
    { form: '', python: 'info()' },
    { form: 'section...', python: 'info(*section)' },
  ],
  LASTSAVE: one('', 'lastsave()'),
  'MEMORY DOCTOR': one(''),
  'MEMORY STATS': one('', 'memory_stats()'),
  'MEMORY USAGE': one('key [SAMPLES=#]', 'memory_usage(key, samples=SAMPLES)'),
  PING: [{ form: '', python: 'ping()' }, { form: 'message' }],
  PSUBSCRIBE: one('pattern...', 'pubsub().psubscribe(*pattern)'),
  PUBLISH: one('channel message', 'publish(channel, message)'),
  'PUBSUB CHANNELS': one('pattern', 'pubsub_channels(pattern)'),
  'PUBSUB NUMPAT': one('', 'pubsub_numpat()'),
  'PUBSUB NUMSUB': one('channel...', 'pubsub_numsub(*channel)'),
  PUNSUBSCRIBE: one('pattern...', 'pubsub().punsubscribe(*pattern)'),
  ROLE: one('', 'role()'),
  'SCRIPT EXISTS': one('sha...', 'script_exists(*sha)'),
  'SCRIPT FLUSH': one('', 'script_flush()'),
  'SCRIPT LOAD': one('script', 'script_load(script)'),
  SELECT: one('db#', 'select(db)'),
  'SLOWLOG GET': one('count#?', 'slowlog_get(count)'),
  'SLOWLOG LEN': one('', 'slowlog_len()'),
  'SLOWLOG RESET': one('', 'slowlog_reset()'),
  SUBSCRIBE: one('channel...', 'pubsub().subscribe(*channel)'),
  SWAPDB: one('first# second#', 'swapdb(first, second)'),
  TIME: one('', 'time()'),
  UNSUBSCRIBE: one('channel...', 'pubsub().unsubscribe(*channel)'),
  WAIT: one('replicas# timeout#', 'wait(replicas, timeout)'),
}

/** Said of a pipeline in redis-py: a transaction is gathered there and goes out as one. */
export const transactions: Forms = {
  DISCARD: one('', 'reset()'),
  EXEC: one('', 'execute()'),
  MULTI: one('', 'multi()'),
  UNWATCH: one('', 'unwatch()'),
  WATCH: one('key...', 'watch(*key)'),
}
