/**
 * Somebody's Redis, named by REDIS_URL: `redis://user:password@host:6379/0`, or `rediss://` for TLS. We look at it
 * once at the start, to say clearly what is wrong; afterwards each connection reconnects by itself.
 */
import { Redis } from 'ioredis'
import { type Address, type Engine, EngineError, refuseOld } from './engine.ts'

/** ms for the first answer. */
const PATIENCE = 5000

/**
 * The address in a REDIS_URL.
 * @throws EngineError when it is not one; the message never repeats the password
 */
export function parseRedisUrl(text: string): Address {
  const wanted = 'REDIS_URL must look like redis://host:6379 or rediss://user:password@host:6379/0.'
  if (!URL.canParse(text)) throw new EngineError(`${wanted} What it holds is not a URL.`)
  const url = new URL(text)
  if (url.protocol !== 'redis:' && url.protocol !== 'rediss:') {
    throw new EngineError(`${wanted} It begins with ${url.protocol}//.`)
  }
  if (url.hostname === '') throw new EngineError(`${wanted} It names no host.`)
  const db = url.pathname.replace(/^\//, '')
  if (!/^\d{0,5}$/.test(db)) throw new EngineError(`${wanted} "${db}" is not a database number.`)
  return {
    // URL keeps the brackets of an IPv6 address; sockets do not want them.
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? 6379 : Number(url.port),
    ...(url.username === '' ? {} : { username: decodeURIComponent(url.username) }),
    ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
    tls: url.protocol === 'rediss:',
    db: Number(db),
  }
}

/**
 * The engine behind `url`, once it has answered.
 * @throws EngineError when it does not, refuses us, or is older than 7.0
 */
export async function attach(url: string): Promise<Engine> {
  const address = parseRedisUrl(url)
  const shown = `${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`
  const { product, version } = await ask(address, shown)
  refuseOld(product, version, `The server at ${shown}`)
  return {
    kind: 'attached',
    product,
    version,
    address,
    shown,
    url: null,
    // Only its own machine knows when it dies; we see our connections close.
    subscribe: () => () => {},
    restart: () => Promise.reject(new EngineError(`${shown} is not ours to restart.`)),
    stop: () => Promise.resolve(),
  }
}

async function ask(address: Address, shown: string): Promise<{ product: 'redis' | 'valkey'; version: string }> {
  const { tls, ...options } = address
  const client = new Redis({
    ...options,
    ...(tls ? { tls: {} } : {}),
    lazyConnect: true,
    connectTimeout: PATIENCE,
    commandTimeout: PATIENCE,
    retryStrategy: null,
    enableReadyCheck: false,
    maxRetriesPerRequest: 0,
  })
  // `connect` says only "Connection is closed."; the cause comes as an event before it.
  let cause: Error | null = null
  client.on('error', error => {
    cause ??= error
  })
  try {
    await client.connect()
    const info = await client.info('server')
    const valkey = /^valkey_version:(\S+)/m.exec(info)?.[1]
    const version = valkey ?? /^redis_version:(\S+)/m.exec(info)?.[1]
    if (version === undefined) throw new Error('its INFO names no version')
    return { product: valkey === undefined ? 'redis' : 'valkey', version }
  } catch (error) {
    throw new EngineError(explain(cause ?? error, shown))
  } finally {
    client.disconnect()
  }
}

/** What went wrong on the way to `shown`, and what to do. */
function explain(error: unknown, shown: string): string {
  const text = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ECONNREFUSED') return `Nothing listens at ${shown}. Start Redis there, or correct REDIS_URL.`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `No machine is called so: ${shown}. Correct REDIS_URL.`
  if (/^NOAUTH/.test(text)) return `${shown} asks for a password. Put it in REDIS_URL: redis://:password@${shown}.`
  if (/^WRONGPASS|invalid password/i.test(text)) return `${shown} refuses the user name or password in REDIS_URL.`
  if (/^NOPERM/.test(text)) return `The user in REDIS_URL may not run INFO on ${shown}. Grant it +info, or use another.`
  if (/ETIMEDOUT|timed out/i.test(`${code} ${text}`)) return `${shown} does not answer within ${PATIENCE / 1000} s.`
  return `${shown} cannot be used: ${text}.`
}
