/** Pack: beside each script, style and picture of the build its packed twins, which the server sends instead of it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** Fonts are packed already, and what is smaller than one packet gains nothing. */
const LEAST = 1024
const isText = (name: string) => /\.(js|css|svg)$/.test(name)

export const pack = (): Plugin => ({
  name: 'pack',
  apply: 'build',
  writeBundle({ dir = '' }) {
    const assets = join(dir, 'assets')
    for (const name of readdirSync(assets).filter(isText)) {
      const file = join(assets, name)
      const content = readFileSync(file)
      if (content.length < LEAST) continue
      writeFileSync(
        `${file}.br`,
        brotliCompressSync(content, {
          params: {
            [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
            [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
          },
        }),
      )
      writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
    }
  },
})
