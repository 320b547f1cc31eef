/** Pages: the built page once for each chapter, under its path, so that the server knows which there are. */
import { copyFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Plugin } from 'vite'

const folder = join(import.meta.dirname, '../shared/src/chapters')

export const pages = (): Plugin => ({
  name: 'pages',
  apply: 'build',
  writeBundle({ dir = '' }) {
    for (const name of readdirSync(folder))
      copyFileSync(join(dir, 'index.html'), join(dir, `${basename(name, '.ts')}.html`))
  },
})
