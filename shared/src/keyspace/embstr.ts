/**
 * Up to how many bytes a string is an embstr. No CONFIG tells: Redis compiles it in. From Redis 8.2 and Valkey 8.1 on the
 * name of the key and its TTL count in, so that no length of a value alone tells there.
 * Source: OBJ_ENCODING_EMBSTR_SIZE_LIMIT in Redis's src/object.c, shouldEmbedStringObject in Valkey's
 */

/** Its name among the thresholds that CONFIG tells. */
export const EMBSTR = 'embstr'

/** The thresholds of a server, with this one where it is known: 44 bytes. */
export function withEmbstr(
  limits: ReadonlyMap<string, string>,
  { product, version }: { product: string; version: string },
): ReadonlyMap<string, string> {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const knows = major < 8 || (major === 8 && minor < (product === 'valkey' ? 1 : 2))
  return knows ? new Map(limits).set(EMBSTR, '44') : limits
}
