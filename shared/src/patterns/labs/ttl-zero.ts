/** `ttl or default`: somebody asks for no caching at all, and gets an hour. */
import type { Lab } from './lab.ts'
import { cacheKey, userService } from './services.ts'

export const ttlZero: Lab = {
  id: 'ttl-zero',
  title: 'A TTL of 0 becomes an hour',
  fault: 'kept although asked not to',
  async run(stage, form) {
    const { get } = userService(form)
    const ended = await stage.ended('A', ports => get(ports, { table: 'users', id: '1', ttlMs: 0 }))
    const ttlMs = await (await stage.world.client('outsider')).cache.ttl(cacheKey(form, 'users', '1'))
    return {
      counters: { 'kept although asked not to': Number(ttlMs > 0), refused: Number('error' in ended) },
      note: ttlMs > 0 ? `The key lives for ${Math.round(ttlMs / 1000)} s.` : 'A TTL of 0 is refused, with the reason.',
    }
  },
}
