/** How a program connects, in each language. Each piece runs as it stands against a Redis on this machine. */
import type { Language } from '@rdd/shared/commands/export/languages'

type Way = 'direct' | 'url' | 'pool' | 'unreachable'

export const ways: readonly { way: Way; title: string; say: string }[] = [
  { way: 'direct', title: 'Directly', say: 'Host and port. PING asks whether somebody is there.' },
  {
    way: 'url',
    title: 'By a URL',
    say: 'Everything in one word, as it stands in an environment variable. rediss:// is TLS.',
  },
  {
    way: 'pool',
    title: 'From a pool',
    say: 'Opening a connection costs a round trip or more; a pool keeps some open. ioredis sends everything over one connection, and needs a second only for what blocks or listens.',
  },
  {
    way: 'unreachable',
    title: 'When Redis cannot be reached',
    say: 'The library says so, after its own time. Without a limit it tries for ever: set one, catch it, and say what to do.',
  },
]

export const connectingCode: Record<Language, Record<Way, string>> = {
  'redis-cli': {
    direct: 'redis-cli -h 127.0.0.1 -p 6379 PING',
    url: 'redis-cli -u redis://user:password@127.0.0.1:6379/0 PING',
    pool: '# redis-cli is one connection. Several commands over it:\nprintf "PING\\nDBSIZE\\n" | redis-cli',
    unreachable:
      'redis-cli -p 1 PING\n# Could not connect to Redis at 127.0.0.1:1: Connection refused\n# Is it running? Is the port right? Then try again.',
  },
  ioredis: {
    direct:
      "import { Redis } from 'ioredis'\n\nconst redis = new Redis({ host: '127.0.0.1', port: 6379 })\nconsole.log(await redis.ping())",
    url: "import { Redis } from 'ioredis'\n\nconst redis = new Redis(process.env.REDIS_URL ?? 'redis://127.0.0.1:6379/0')\nconsole.log(await redis.ping())",
    pool: "import { Redis } from 'ioredis'\n\n// one connection for all commands …\nconst redis = new Redis()\n// … and one of its own for what waits\nconst waiting = redis.duplicate()\nconst job = await waiting.blpop('queue:jobs', 5)",
    unreachable:
      "import { Redis } from 'ioredis'\n\nconst redis = new Redis({ port: 1, maxRetriesPerRequest: 1, connectTimeout: 2000 })\nredis.on('error', error => console.error(error.message)) // connect ECONNREFUSED 127.0.0.1:1\ntry {\n  await redis.ping()\n} catch {\n  console.error('Redis cannot be reached. Is it running? Is the address right?')\n}",
  },
  'redis-py': {
    direct: 'import redis\n\nr = redis.Redis(host="127.0.0.1", port=6379, decode_responses=True)\nprint(r.ping())',
    url: 'import os\n\nimport redis\n\nr = redis.Redis.from_url(os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0"))\nprint(r.ping())',
    pool: 'import redis\n\npool = redis.ConnectionPool(host="127.0.0.1", port=6379, max_connections=10)\nr = redis.Redis(connection_pool=pool)\nprint(r.ping())',
    unreachable:
      'import redis\n\ntry:\n    redis.Redis(port=1, socket_connect_timeout=2).ping()\nexcept redis.ConnectionError as error:\n    print(f"Redis cannot be reached: {error}. Is it running? Is the address right?")',
  },
}
