/**
 * A leaderboard on a sorted set. A score counts only where it beats the player's best, whoever reports it last; place 1 is
 * the highest score; and the window around a player is full wherever the player stands.
 * Source: https://redis.io/docs/latest/develop/data-types/sorted-sets/
 */
import type { Answer, Redis } from './application.ts'

const boardOf = (name: string) => `sorted-sets:leaderboard:${name}`

/** Place, size and window of one moment: nobody is overtaken in between. KEYS: the board. ARGV: the player, how many. */
const AROUND = `
local place = redis.call('ZREVRANK', KEYS[1], ARGV[1])
if not place then return {} end
local n = tonumber(ARGV[2])
local last = redis.call('ZCARD', KEYS[1]) - n
local first = math.max(0, math.min(place - math.floor(n / 2), last))
return redis.call('ZRANGE', KEYS[1], first, first + n - 1, 'REV', 'WITHSCORES')`

/** A player and the score, which RESP2 tells one after the other and RESP3 as pairs. */
function rowsOf(answer: Answer): Answer {
  const words = Array.isArray(answer) ? answer.flat() : []
  return words.flatMap((player, i) => (i % 2 === 0 ? [[player, words[i + 1] ?? null]] : []))
}

/** Reports a score; 1: it is the player's best, 0: there was one as good or better. */
export const addScore = (redis: Redis, name: string, player: string, score: number) =>
  redis('ZADD', boardOf(name), 'GT', 'CH', score, player)

/** Adds to the player's score; the new one. */
export const incrementScore = (redis: Redis, name: string, player: string, delta: number) =>
  redis('ZINCRBY', boardOf(name), delta, player)

/** The player's place, 1 for the highest score; null: not on the board. */
export async function getRank(redis: Redis, name: string, player: string): Promise<number | null> {
  const rank = await redis('ZREVRANK', boardOf(name), player)
  return rank === null ? null : Number(rank) + 1
}

/** The player's score; null: not on the board. */
export const getScore = (redis: Redis, name: string, player: string) => redis('ZSCORE', boardOf(name), player)

/** The best `n`, each with the score. */
export const getTop = async (redis: Redis, name: string, n = 10): Promise<Answer> =>
  n < 1 ? [] : rowsOf(await redis('ZRANGE', boardOf(name), 0, n - 1, 'REV', 'WITHSCORES'))

/** `n` players around one, best first, each with the score; all of them where there are no more. */
export const getAroundPlayer = async (redis: Redis, name: string, player: string, n = 5): Promise<Answer> =>
  n < 1 ? [] : rowsOf(await redis('EVAL', AROUND, 1, boardOf(name), player, n))

/** How many players there are. */
export const totalPlayers = (redis: Redis, name: string) => redis('ZCARD', boardOf(name))
