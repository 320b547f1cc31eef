/** The services a lab runs, by form: the same names for both, so that a lab is written once. */
import * as asideNotebook from '../cache-aside.notebook.ts'
import * as aside from '../cache-aside.ts'
import { keyOf as notebookKeyOf } from '../entry.notebook.ts'
import { type Found, keyOf } from '../entry.ts'
import type { Ports, Request, Table } from '../ports.ts'
import * as behindNotebook from '../write-behind.notebook.ts'
import * as behind from '../write-behind.ts'
import * as throughNotebook from '../write-through.notebook.ts'
import * as through from '../write-through.ts'
import type { Form } from './result.ts'

export interface Service {
  get(ports: Ports, request: Request): Promise<Found | null>
  /** Creates a row where there was none. */
  create(ports: Ports, request: Request): Promise<unknown>
  /** Changes one that exists. */
  save(ports: Ports, request: Request): Promise<unknown>
}

/** Cache-aside. */
export const userService = (form: Form): Service =>
  form === 'safe'
    ? { get: aside.getUser, create: aside.saveUser, save: aside.saveUser }
    : { get: asideNotebook.getUser, create: asideNotebook.createUser, save: asideNotebook.updateUser }

/** Write-through. */
export function productService(form: Form): Service {
  const { getProduct, saveProduct } = form === 'safe' ? through : throughNotebook
  return { get: getProduct, create: saveProduct, save: saveProduct }
}

/** Write-behind: the service, and the writer that works for it. */
export function queuedService(form: Form): Service & Pick<typeof behind, 'runWriter'> {
  const { getProduct, saveProduct, runWriter } = form === 'safe' ? behind : behindNotebook
  return { get: getProduct, create: saveProduct, save: saveProduct, runWriter }
}

/** Where a form caches a row. */
export const cacheKey = (form: Form, table: Table, id: string): string =>
  form === 'safe' ? keyOf(table, id) : notebookKeyOf(table, id)
