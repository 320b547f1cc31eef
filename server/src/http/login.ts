/** The way in where a token is asked for: a form, a cookie, and patience with those who guess. */
import express, { type Request, Router } from 'express'
import { createAttempts } from './attempts.ts'
import { loginPage } from './plain.ts'
import type { Tokens } from './token.ts'

const TRIES = 5
const WINDOW_MS = 60_000

/** POST /login with the token as a form. Requests reach it only past the guard's check of host and origin. */
export function loginRoutes(tokens: Tokens, now: () => number): Router {
  const attempts = createAttempts(TRIES, WINDOW_MS, now)
  const router = Router()
  router.post('/login', express.urlencoded({ extended: false, limit: '2kb' }), (request, response) => {
    response.set('Cache-Control', 'no-store')
    const from = request.socket.remoteAddress ?? ''
    const wait = attempts.wait(from)
    if (wait > 0) {
      response
        .set('Retry-After', String(wait))
        .status(429)
        .send(loginPage(`Too many wrong tries. Wait ${wait} s.`))
      return
    }
    if (!tokens.is(tokenIn(request))) {
      attempts.failed(from)
      response.status(401).send(loginPage('That is not the token.'))
      return
    }
    const secure = request.headers.origin?.startsWith('https:') ?? false
    response.set('Set-Cookie', tokens.cookie(secure)).redirect(303, '/')
  })
  return router
}

function tokenIn(request: Request): string {
  const body: unknown = request.body
  return typeof body === 'object' && body !== null && 'token' in body && typeof body.token === 'string'
    ? body.token
    : ''
}
