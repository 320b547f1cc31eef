/**
 * Users, each a hash. Registering and updating ask and write in one step, so that of any number of clients who register
 * one name exactly one is told it has it, and nobody updates a user who is not there.
 * Source: https://redis.io/docs/latest/commands/hsetnx/
 */
import type { Redis } from './application.ts'

const userOf = (id: string) => `hashes:user:${id}`

/** KEYS: the user. ARGV: whether it must be there (1) or must not (0), then fields and values. */
const WRITE_IF = `
if redis.call('EXISTS', KEYS[1]) ~= tonumber(ARGV[1]) then return 0 end
redis.call('HSET', KEYS[1], unpack(ARGV, 2))
return 1`

const pairsOf = (data: Readonly<Record<string, string>>) => Object.entries(data).flat()

/** Registers a user; false: there is one of that id, who stays as it is. */
export const create = async (redis: Redis, id: string, data: Readonly<Record<string, string>>) =>
  (await redis('EVAL', WRITE_IF, 1, userOf(id), 0, ...pairsOf(data))) === 1

/** A user's fields; null: no such user. */
export async function get(redis: Redis, id: string): Promise<Record<string, string> | null> {
  const fields = await redis('HGETALL', userOf(id))
  if (!Array.isArray(fields) || fields.length === 0) return null
  return Object.fromEntries(fields.flatMap((name, i) => (i % 2 === 0 ? [[String(name), String(fields[i + 1])]] : [])))
}

/** Changes fields of a user; false: no such user, and none is made. */
export const update = async (redis: Redis, id: string, data: Readonly<Record<string, string>>) =>
  (await redis('EVAL', WRITE_IF, 1, userOf(id), 1, ...pairsOf(data))) === 1

/** Removes a user; false: there was none. */
export const remove = async (redis: Redis, id: string) => (await redis('DEL', userOf(id))) === 1
