/**
 * Everything over HTTP, in the order a request meets it: headers, the guard, the token, the API, the pages. The app
 * reads no environment and no clock of its own.
 */
import compression from 'compression'
import express, { type Express } from 'express'
import type { RoomsApi } from '../rooms/api.ts'
import { apiRoutes } from './api.ts'
import { answerErrors } from './errors.ts'
import type { Guard } from './guard.ts'
import { secureHeaders } from './headers.ts'
import { loginRoutes } from './login.ts'
import { pageRoutes } from './pages.ts'
import { loginPage, PLAIN_CSS } from './plain.ts'
import type { Tokens } from './token.ts'

export type HttpParts = {
  /** Absolute path of the built client. */
  clientDir: string
  rooms: RoomsApi
  guard: Guard
  /** Null: nobody is asked for a token. */
  tokens: Tokens | null
  /** ms on a steady clock. */
  now: () => number
  /** One line for the server's own log. */
  log: (line: string) => void
}

export function createHttp({ clientDir, rooms, guard, tokens, now, log }: HttpParts): Express {
  const app = express()
  app.disable('x-powered-by')
  app.use(secureHeaders)

  app.use((request, response, next) => {
    const away = guard.check(request, { withoutToken: true })
    if (away === null) return next()
    const { status, ...refused } = away
    response.status(status).json({ refused: { code: 'forbidden', ...refused } })
  })
  app.use(compression())
  // For health checks, which know no token; it tells nothing but that we live.
  app.get('/api/health', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ ok: true })
  })
  app.get('/plain.css', (_request, response) => {
    response.type('css').send(PLAIN_CSS)
  })
  if (tokens !== null) app.use(loginRoutes(tokens, now))

  app.use((request, response, next) => {
    const away = guard.check(request)
    if (away === null) return next()
    response.set('Cache-Control', 'no-store').status(away.status)
    if (!request.path.startsWith('/api/') && request.accepts('html')) return void response.send(loginPage(''))
    const { status, ...refused } = away
    response.json({ refused: { code: 'forbidden', ...refused } })
  })
  app.use('/api', apiRoutes(rooms))
  app.use(pageRoutes(clientDir))
  app.use(answerErrors(log))
  return app
}
