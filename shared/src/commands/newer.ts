/**
 * Newer: commands that came after Redis 7.0, and those of one server that the other lacks. A server without one can only
 * call it unknown; this says which version has it: of Redis, then of Valkey, which has gone its own way since 7.2.
 * Source: `since` of COMMAND DOCS of Redis 8.6 and Valkey 9.1; https://redis.io/docs/latest/commands/ and https://valkey.io/commands/
 */
type Versions = readonly [redis: string, valkey?: string] | readonly [redis: undefined, valkey: string]

const since: Record<string, Versions> = {
  ...each('HEXPIRE HEXPIREAT HPEXPIRE HPEXPIREAT HPERSIST HTTL HPTTL HEXPIRETIME HPEXPIRETIME', ['7.4', '9.0']),
  ...each('HGETEX HSETEX', ['8.0', '9.0']),
  ...each('HGETDEL', ['8.0', '9.1']),
  ...each('MSETEX', ['8.4', '9.1']),
  ...each('WAITAOF', ['7.2', '7.2']),
  ...each('VADD VCARD VDIM VEMB VGETATTR VINFO VLINKS VRANDMEMBER VREM VSETATTR VSIM', ['8.0']),
  ...each('XACKDEL XDELEX VISMEMBER', ['8.2']),
  ...each('DELEX DIGEST VRANGE', ['8.4']),
  ...each('HOTKEYS XCFGSET', ['8.6']),
  ...each('DELIFEQ', [undefined, '9.0']),
  ...each('COMMANDLOG', [undefined, '8.1']),
}

function each(names: string, versions: Versions): Record<string, Versions> {
  return Object.fromEntries(names.split(' ').map(name => [name, versions]))
}

const UNKNOWN = /^ERR unknown command '?`?([A-Za-z]+)/

/**
 * What an error lacks to be understood: `HEXPIRE needs Redis 7.4 or Valkey 9.0; this server is redis 7.0.15.` Undefined for
 * all others.
 */
export function newerCommand(error: string, server: string): string | undefined {
  const name = UNKNOWN.exec(error)?.[1]?.toUpperCase() ?? ''
  const versions = Object.hasOwn(since, name) ? since[name] : undefined
  if (versions === undefined) return undefined
  const [redis, valkey] = versions
  const needed = [redis && `Redis ${redis}`, valkey && `Valkey ${valkey}`].filter(Boolean).join(' or ')
  return `${name} needs ${needed}; this server is ${server}.`
}
