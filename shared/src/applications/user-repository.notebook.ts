/** Users as the notebook has them: it asks first and writes then, and between the two another client may do the same. */
import type { Redis } from './application.ts'

const userOf = (id: string) => `hashes:user:${id}`
const pairsOf = (data: Readonly<Record<string, string>>) => Object.entries(data).flat()

export async function create(redis: Redis, id: string, data: Readonly<Record<string, string>>) {
  if ((await redis('EXISTS', userOf(id))) === 1) return false
  await redis('HSET', userOf(id), ...pairsOf(data))
  return true
}

export async function get(redis: Redis, id: string): Promise<Record<string, string> | null> {
  const fields = await redis('HGETALL', userOf(id))
  if (!Array.isArray(fields) || fields.length === 0) return null
  return Object.fromEntries(fields.flatMap((name, i) => (i % 2 === 0 ? [[String(name), String(fields[i + 1])]] : [])))
}

export async function update(redis: Redis, id: string, data: Readonly<Record<string, string>>) {
  if ((await redis('EXISTS', userOf(id))) === 0) return false
  await redis('HSET', userOf(id), ...pairsOf(data))
  return true
}

export const remove = async (redis: Redis, id: string) => Number(await redis('DEL', userOf(id))) > 0
