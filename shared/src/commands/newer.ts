/**
 * Newer: commands for the fields of a hash that came after Redis 7.0. A server that lacks one can only call it unknown; this
 * says which version has it. Source: https://redis.io/docs/latest/commands/?group=hash
 */
const since: Record<string, string> = {
  HEXPIRE: '7.4',
  HEXPIREAT: '7.4',
  HPEXPIRE: '7.4',
  HPEXPIREAT: '7.4',
  HPERSIST: '7.4',
  HTTL: '7.4',
  HPTTL: '7.4',
  HEXPIRETIME: '7.4',
  HPEXPIRETIME: '7.4',
  HGETDEL: '8.0',
  HGETEX: '8.0',
  HSETEX: '8.0',
}

const UNKNOWN = /^ERR unknown command '?`?([A-Za-z]+)/

/** What an error lacks to be understood: `HEXPIRE needs Redis 7.4; this server is redis 7.0.15.` Undefined for all others. */
export function newerCommand(error: string, server: string): string | undefined {
  const name = UNKNOWN.exec(error)?.[1]?.toUpperCase() ?? ''
  const version = Object.hasOwn(since, name) ? since[name] : undefined
  return version === undefined ? undefined : `${name} needs Redis ${version}; this server is ${server}.`
}
