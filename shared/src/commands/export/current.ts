/**
 * Deprecated commands as their successors. Only names and the order of arguments differ: the keyspace ends the same. A
 * reply may be another one: SETNX answers 0 where SET NX answers nil. Source: deprecated_since and replaced_by of
 * https://redis.io/docs/latest/commands/
 */
import { type Bytes, bytes } from '../../bytes.ts'

type Args = readonly Bytes[]

/** A successor from the arguments after the name; undefined where they are none that the old command takes. */
const successors: Record<string, (args: Args) => Args | undefined> = {
  SETEX: args => three(args, (key, seconds, value) => [...words('SET'), key, value, ...words('EX'), seconds]),
  PSETEX: args => three(args, (key, ms, value) => [...words('SET'), key, value, ...words('PX'), ms]),
  SETNX: ([key, value, ...more]) => given(key, value, more, (k, v) => [...words('SET'), k, v, ...words('NX')]),
  GETSET: ([key, value, ...more]) => given(key, value, more, (k, v) => [...words('SET'), k, v, ...words('GET')]),
  HMSET: args => [...words('HSET'), ...args],
  SUBSTR: args => [...words('GETRANGE'), ...args],
  RPOPLPUSH: ([source, destination, ...more]) =>
    given(source, destination, more, (from, to) => [...words('LMOVE'), from, to, ...words('RIGHT LEFT')]),
  BRPOPLPUSH: args =>
    three(args, (from, to, seconds) => [...words('BLMOVE'), from, to, ...words('RIGHT LEFT'), seconds]),
  ZREVRANGE: args => ranged(args, 'REV'),
  ZRANGEBYSCORE: args => ranged(args, 'BYSCORE'),
  ZREVRANGEBYSCORE: args => ranged(args, 'BYSCORE REV'),
  ZRANGEBYLEX: args => ranged(args, 'BYLEX'),
  ZREVRANGEBYLEX: args => ranged(args, 'BYLEX REV'),
  SLAVEOF: args => [...words('REPLICAOF'), ...args],
  GEORADIUS: ([key, longitude, latitude, ...more]) =>
    longitude === undefined || latitude === undefined
      ? undefined
      : searched(key, [...words('FROMLONLAT'), longitude, latitude], more),
  GEORADIUSBYMEMBER: ([key, member, ...more]) =>
    member === undefined ? undefined : searched(key, [...words('FROMMEMBER'), member], more),
}

/** A command of today that does the same: the command itself, unless it is deprecated. */
export function current(argv: Args): Args {
  const name = argv[0]?.toUpperCase() ?? ''
  return (Object.hasOwn(successors, name) ? successors[name]?.(argv.slice(1)) : undefined) ?? argv
}

const words = (text: string): Bytes[] => text.split(' ').map(bytes)

function given(a: Bytes | undefined, b: Bytes | undefined, more: Args, make: (a: Bytes, b: Bytes) => Args) {
  return a === undefined || b === undefined || more.length > 0 ? undefined : make(a, b)
}

function three([a, b, c, ...more]: Args, make: (a: Bytes, b: Bytes, c: Bytes) => Args) {
  return a === undefined || b === undefined || c === undefined || more.length > 0 ? undefined : make(a, b, c)
}

/** ZRANGE takes a reversed range of scores as the old command did: the higher bound first. */
function ranged([key, start, stop, ...more]: Args, by: string) {
  if (key === undefined || start === undefined || stop === undefined) return undefined
  return [...words('ZRANGE'), key, start, stop, ...words(by), ...more]
}

/** The storing forms keep what STORE named as the first argument. */
function searched(key: Bytes | undefined, from: Args, [radius, unit, ...options]: Args) {
  if (key === undefined || radius === undefined || unit === undefined) return undefined
  const by = [...words('BYRADIUS'), radius, unit]
  const store = options.findIndex(option => /^store(dist)?$/i.test(option))
  if (store === -1) return [...words('GEOSEARCH'), key, ...from, ...by, ...options]
  const destination = options[store + 1]
  if (destination === undefined) return undefined
  const others = options.toSpliced(store, 2)
  const distance = options[store]?.toUpperCase() === 'STOREDIST' ? words('STOREDIST') : []
  return [...words('GEOSEARCHSTORE'), destination, key, ...from, ...by, ...others, ...distance]
}
