/** Where things are. Our cache lives under node_modules, so removing that folder removes all we ever made. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
export const cache = join(root, 'node_modules', '.cache', 'redis-deep-dive')
