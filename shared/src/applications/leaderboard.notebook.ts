/** The notebook's leaderboard: a score replaces a better one, and the window around a player is cut off at the end. */
import type { Answer, Redis } from './application.ts'

const boardOf = (name: string) => `sorted-sets:leaderboard:${name}`

/** Set player's score. */
export async function addScore(redis: Redis, name: string, player: string, score: number): Promise<number> {
  await redis('ZADD', boardOf(name), score, player)
  return score
}

/** Increment player's score. */
export const incrementScore = (redis: Redis, name: string, player: string, delta: number) =>
  redis('ZINCRBY', boardOf(name), delta, player)

/** Get player's rank (1-based, highest score = rank 1). */
export async function getRank(redis: Redis, name: string, player: string): Promise<number | null> {
  const rank = await redis('ZREVRANK', boardOf(name), player)
  return rank === null ? null : Number(rank) + 1
}

/** Get player's score. */
export const getScore = (redis: Redis, name: string, player: string) => redis('ZSCORE', boardOf(name), player)

/** Get top N players with scores. */
export const getTop = (redis: Redis, name: string, n = 10) => redis('ZREVRANGE', boardOf(name), 0, n - 1, 'WITHSCORES')

/** Get players around a specific player. */
export async function getAroundPlayer(redis: Redis, name: string, player: string, n = 5): Promise<Answer> {
  const rank = await redis('ZREVRANK', boardOf(name), player)
  if (rank === null) return []
  const start = Math.max(0, Number(rank) - Math.floor(n / 2))
  return redis('ZREVRANGE', boardOf(name), start, start + n - 1, 'WITHSCORES')
}

/** Get total number of players. */
export const totalPlayers = (redis: Redis, name: string) => redis('ZCARD', boardOf(name))
