/** The notebook's tags: each side is written by a command of its own, and nothing takes a tag away. */
import type { Redis } from './application.ts'

const tagsOf = (item: string) => `sets:item:${item}:tags`
const itemsOf = (tag: string) => `sets:tag:${tag}:items`

/** Add tags to an item. */
export async function addTags(redis: Redis, item: string, ...tags: string[]): Promise<number> {
  // Store tags for item
  await redis('SADD', tagsOf(item), ...tags)
  // Also index items by tag for reverse lookup
  for (const tag of tags) await redis('SADD', itemsOf(tag), item)
  return tags.length
}

/** Get all tags for an item. */
export const getTags = (redis: Redis, item: string) => redis('SMEMBERS', tagsOf(item))

/** Get all items with a specific tag. */
export const getItemsByTag = (redis: Redis, tag: string) => redis('SMEMBERS', itemsOf(tag))

/** Get items that have ALL specified tags. */
export const getItemsByAllTags = (redis: Redis, ...tags: string[]) => redis('SINTER', ...tags.map(itemsOf))

/** Get items that have ANY of the specified tags. */
export const getItemsByAnyTag = (redis: Redis, ...tags: string[]) => redis('SUNION', ...tags.map(itemsOf))
