/** Last stop for what went wrong: a status and a sentence as JSON, never a stack or a path of this machine. */
import type { Refusal } from '@rdd/shared/protocol'
import type { ErrorRequestHandler } from 'express'
import { Refused } from '../refused.ts'

const STATUS: Partial<Record<Refusal['code'], number>> = {
  'bad-message': 400,
  version: 400,
  'unknown-room': 404,
  'unknown-client': 404,
  'not-found': 404,
  forbidden: 403,
  'too-large': 413,
  'too-many': 429,
  busy: 503,
  'redis-down': 503,
}

/** @param log is told of what nobody foresaw */
export const answerErrors =
  (log: (line: string) => void): ErrorRequestHandler =>
  (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error)
    if (error instanceof Refused) {
      response.status(STATUS[error.refusal.code] ?? 500).json({ refused: error.refusal })
      return
    }
    const status = clientFault(error)
    if (status !== null) {
      response
        .status(status)
        .json({ refused: { code: 'bad-message', message: 'This request is malformed or too large.' } })
      return
    }
    log(`A request failed: ${error instanceof Error ? error.stack : String(error)}`)
    response.status(500).json({
      refused: { code: 'failed', message: 'The server failed here; its own log says why.', mend: 'Reload the page.' },
    })
  }

/** Express and its parsers mark what the sender did wrong with a 4xx status; null: it was not the sender. */
function clientFault(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('status' in error)) return null
  const { status } = error
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null
}
