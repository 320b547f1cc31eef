/**
 * The client's build. Nothing is inlined, so that the page runs under `default-src 'self'`; in development the running
 * server answers /api and /socket.io (`API`: its address).
 */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { pack } from './pack.ts'
import { pages } from './pages.ts'

const api = process.env.API ?? 'http://127.0.0.1:4321'
// Host and Origin go through as the browser sent them: the server's guard must see who really asks.
const toServer = { target: api }

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), pack(), pages()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What the page begins with is one file: less to ask for, and it packs better than in pieces.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'page', tags: ['$initial'] }] } } },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': toServer, '/socket.io': { ...toServer, ws: true } },
  },
})
