/** The built client: its files, kept for ever where their name holds their hash, and the page of each chapter. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import express, { Router } from 'express'
import { packed } from './packed.ts'
import { notBuiltPage, notFoundPage } from './plain.ts'

/** @param clientDir absolute path of the built client */
export function pageRoutes(clientDir: string): Router {
  const router = Router()
  const assets = join(clientDir, 'assets')
  router.use('/assets', packed(assets), express.static(assets, { immutable: true, maxAge: '1y', index: false }))
  router.use(express.static(clientDir, { index: false, maxAge: 0 }))
  const pageOf = (chapter: string) => join(clientDir, `${chapter || 'index'}.html`)
  router.get(/^\/[a-z-]*$/, (request, response, next) => {
    const page = pageOf(request.path.slice(1))
    if (!existsSync(pageOf(''))) response.status(503).send(notBuiltPage)
    else if (!existsSync(page)) next()
    // Asked for at each visit: it names the files of the newest build.
    else response.set('Cache-Control', 'no-cache').sendFile(page)
  })
  router.use((_request, response) => {
    response.status(404).send(notFoundPage)
  })
  return router
}
