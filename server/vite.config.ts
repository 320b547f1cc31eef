import { defineConfig } from 'vite'

/** The server as one plain Node module: `@rdd/shared` is TypeScript and goes in, the packages of npm stay outside. */
export default defineConfig({
  build: { outDir: 'dist', target: 'node20', sourcemap: true, emptyOutDir: true },
  ssr: { noExternal: [/^@rdd\//] },
})
