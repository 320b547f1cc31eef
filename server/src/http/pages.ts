/** The built client: its files, kept for ever where their name holds their hash, and one page for every chapter. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { CHAPTERS } from '@rdd/shared/chapters'
import express, { Router } from 'express'
import { packed } from './packed.ts'
import { notBuiltPage, notFoundPage } from './plain.ts'

/** @param clientDir absolute path of the built client */
export function pageRoutes(clientDir: string): Router {
  const router = Router()
  const assets = join(clientDir, 'assets')
  router.use('/assets', packed(assets), express.static(assets, { immutable: true, maxAge: '1y', index: false }))
  router.use(express.static(clientDir, { index: false, maxAge: 0 }))
  router.get(['/', ...CHAPTERS.map(chapter => `/${chapter}`)], (_request, response) => {
    // Asked for at each visit: it names the files of the newest build.
    response.set('Cache-Control', 'no-cache')
    const index = join(clientDir, 'index.html')
    if (existsSync(index)) response.sendFile(index)
    else response.status(503).send(notBuiltPage)
  })
  router.use((_request, response) => {
    response.status(404).send(notFoundPage)
  })
  return router
}
