/**
 * Packed: files that were packed as hard as can be when they were built travel so. Packing them at each request costs time
 * just when a page is waited for, and packs them less.
 */
import { existsSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { RequestHandler } from 'express'

/** How a file may be packed, best first, and the ending of its packed twin. */
const WAYS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const

/** Leads to the packed twin of a file of `dir`, where there is one and the browser takes it. */
export function packed(dir: string): RequestHandler {
  return (request, response, next) => {
    const way = /^\/[\w-][\w.-]*$/.test(request.path)
      ? WAYS.find(
          ([coding, ending]) =>
            request.acceptsEncodings(coding) !== false && existsSync(join(dir, `${request.path}${ending}`)),
        )
      : undefined
    if (way !== undefined) {
      response.type(extname(request.path)).set('Content-Encoding', way[0]).vary('Accept-Encoding')
      request.url = `${request.path}${way[1]}`
    }
    next()
  }
}
