/** TextTab: the scene as text, fetched when somebody first asks for it. */
import { later } from './later.tsx'

export const TextTab = later(async () => (await import('../text-view.tsx')).TextView)
