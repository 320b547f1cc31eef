/**
 * Tags on sets, found from both sides: an item has a set of tags, a tag a set of items. A script writes both sides in one
 * step, so that they never disagree, whoever looks or dies in between.
 * Source: https://redis.io/docs/latest/develop/programmability/eval-intro/
 */
import type { Answer, Redis } from './application.ts'

const tagsOf = (item: string) => `sets:item:${item}:tags`
const itemsOf = (tag: string) => `sets:tag:${tag}:items`

/** KEYS: the item's tags, then each tag's items. ARGV: the command, the item, then the tags. How many tags it changed. */
const BOTH_SIDES = `
local changed = 0
for i = 2, #KEYS do
  changed = changed + redis.call(ARGV[1], KEYS[1], ARGV[i + 1])
  redis.call(ARGV[1], KEYS[i], ARGV[2])
end
return changed`

const onBothSides = (redis: Redis, command: 'SADD' | 'SREM', item: string, tags: readonly string[]) =>
  redis('EVAL', BOTH_SIDES, 1 + tags.length, tagsOf(item), ...tags.map(itemsOf), command, item, ...tags)

/** Tags the item; how many of the tags are new to it. */
export const addTags = (redis: Redis, item: string, ...tags: string[]) => onBothSides(redis, 'SADD', item, tags)

/** Takes tags away; how many of them it had. */
export const removeTags = (redis: Redis, item: string, ...tags: string[]) => onBothSides(redis, 'SREM', item, tags)

/** The tags of an item, in no order. */
export const getTags = (redis: Redis, item: string) => redis('SMEMBERS', tagsOf(item))

/** The items with this tag. */
export const getItemsByTag = (redis: Redis, tag: string) => redis('SMEMBERS', itemsOf(tag))

/** The items with all of these tags; none where no tag is given. */
export const getItemsByAllTags = async (redis: Redis, ...tags: string[]): Promise<Answer> =>
  tags.length === 0 ? [] : redis('SINTER', ...tags.map(itemsOf))

/** The items with any of these tags. */
export const getItemsByAnyTag = async (redis: Redis, ...tags: string[]): Promise<Answer> =>
  tags.length === 0 ? [] : redis('SUNION', ...tags.map(itemsOf))
