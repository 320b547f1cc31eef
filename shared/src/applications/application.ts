/**
 * Application: a small program on Redis, as the notebook's classes are: plain async functions over one port. The file that
 * runs is the file the page shows, so it holds no trace of being watched. What a person can do with it is told here as data.
 */

/** An answer as a program sees it; bytes in their text form. */
export type Answer = string | number | null | readonly Answer[]

/** One command, run by the real server. @throws Error with Redis's own words when it answers with an error */
export type Redis = (...args: readonly (string | number)[]) => Promise<Answer>

/** What a person fills in for an operation. */
export interface Field {
  name: string
  /** What stands there at first. */
  value: string
  /** Clients whose own name stands there instead, while the application runs as one of them. */
  own?: readonly string[]
}

export type Form = 'safe' | 'notebook'

export interface Operation {
  /** The name of the function: `enqueue`. */
  name: string
  fields: readonly Field[]
  /** Absent where the notebook has the same, or nothing of the kind. */
  run: Partial<Record<Form, (redis: Redis, fields: Readonly<Record<string, string>>) => Promise<unknown>>>
  /** Said where the forms differ: what the notebook's does wrong. */
  hazard?: string
}

export interface Application {
  chapter: string
  /** `Queue` */
  name: string
  /** What its keys begin with: the lesson's prefix, so that Reset takes them too. */
  prefix: string
  text: string
  /** Files in shared/src/applications, shown as they are. */
  files: Partial<Record<Form, string>>
  /** Clients it can be run as, each a connection of its own: workers that wait, say. Absent: the first client of the page. */
  clients?: readonly string[]
  operations: readonly Operation[]
}
