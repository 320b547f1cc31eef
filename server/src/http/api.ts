/** The HTTP API under /api: JSON in answers, queries checked against their schemas, refusals with reason and mend. */
import { Crowd } from '@rdd/shared/patterns/labs/measure'
import { Id, KeyQuery, KeysQuery } from '@rdd/shared/protocol'
import { type Request, Router } from 'express'
import * as z from 'zod/mini'
import { Refused } from '../refused.ts'
import type { RoomsApi } from '../rooms/api.ts'

export function apiRoutes(rooms: RoomsApi): Router {
  const router = Router()
  // State, and passwords of own rooms: never kept by a cache.
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store')
    next()
  })
  router.post('/rooms', async (_request, response) => {
    response.status(201).json(await rooms.newRoom())
  })
  router.get('/rooms/:room/commands', async (request, response) => {
    response.json(await rooms.commands(roomOf(request)))
  })
  router.get('/rooms/:room/keys', async (request, response) => {
    response.json(await rooms.keyPage(roomOf(request), queryOf(request, KeysQuery)))
  })
  router.get('/rooms/:room/key', async (request, response) => {
    response.json(await rooms.keyDetail(roomOf(request), queryOf(request, KeyQuery)))
  })
  router.get('/rooms/:room/limits', async (request, response) => {
    response.json(await rooms.limits(roomOf(request)))
  })
  router.get('/rooms/:room/info', async (request, response) => {
    response.json(await rooms.info(roomOf(request)))
  })
  router.get('/rooms/:room/connections', async (request, response) => {
    response.json(await rooms.connections(roomOf(request)))
  })
  router.get('/rooms/:room/address', async (request, response) => {
    response.json(await rooms.address(roomOf(request)))
  })
  router.get('/database', (_request, response) => {
    response.json(rooms.database())
  })
  router.post('/database', (_request, response) => {
    response.status(202).json(rooms.startDatabase())
  })
  router.post('/labs/crowd', async (request, response) => {
    response.json(await rooms.measure(queryOf(request, Crowd)))
  })
  router.post('/labs/compare', async (_request, response) => {
    response.json(await rooms.compare())
  })
  router.post('/labs/connecting', async (_request, response) => {
    response.json(await rooms.connecting())
  })
  router.post('/labs/:lab', async (request, response) => {
    response.json(await rooms.lab(checked(Id, request.params.lab, 'lab')))
  })
  router.use(request => {
    throw new Refused('not-found', `There is no ${request.method} ${request.baseUrl}${request.path} here.`)
  })
  return router
}

const roomOf = (request: Request): string => checked(Id, request.params.room, 'room')
const queryOf = <T extends z.ZodMiniType>(request: Request, schema: T) => checked(schema, request.query, 'query')

function checked<T extends z.ZodMiniType>(schema: T, value: unknown, what: string): z.infer<T> {
  const result = z.safeParse(schema, value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const where = [what, ...(issue?.path ?? [])].join('.')
  throw new Refused(
    'bad-message',
    `The ${where} of this request cannot be used: ${issue?.message ?? 'it is malformed'}.`,
  )
}
