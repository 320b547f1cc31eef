/** The user repository's controls: register twice and see the second refused. */
import type { Application, Field } from './application.ts'
import * as notebook from './user-repository.notebook.ts'
import * as safe from './user-repository.ts'

// not one of the lesson's: the first create is to succeed
const id: Field = { name: 'id', value: '1' }
const at = (fields: Readonly<Record<string, string>>, field: string): string => fields[field] ?? ''
/** What is left empty is not written. */
const dataOf = (fields: Readonly<Record<string, string>>) =>
  Object.fromEntries(['name', 'email'].flatMap(name => (at(fields, name) === '' ? [] : [[name, at(fields, name)]])))
const data: Field[] = [
  { name: 'name', value: 'John Doe' },
  { name: 'email', value: 'john@example.com' },
]
const racing =
  'EXISTS and HSET are two steps: two clients that register at once are both told true, and the second overwrites the first.'

export const application: Application = {
  chapter: 'hashes',
  name: 'User repository',
  prefix: 'hashes:',
  text: 'Users, each a hash `hashes:user:<id>`. Create one twice: the second time it answers `false` and changes nothing.',
  files: { safe: 'user-repository.ts', notebook: 'user-repository.notebook.ts' },
  operations: [
    {
      name: 'create',
      fields: [id, ...data],
      run: {
        safe: (redis, fields) => safe.create(redis, at(fields, 'id'), dataOf(fields)),
        notebook: (redis, fields) => notebook.create(redis, at(fields, 'id'), dataOf(fields)),
      },
      hazard: racing,
    },
    {
      name: 'get',
      fields: [id],
      run: {
        safe: (redis, fields) => safe.get(redis, at(fields, 'id')),
        notebook: (redis, fields) => notebook.get(redis, at(fields, 'id')),
      },
    },
    {
      name: 'update',
      fields: [id, { name: 'name', value: 'Jane Doe' }, { name: 'email', value: '' }],
      run: {
        safe: (redis, fields) => safe.update(redis, at(fields, 'id'), dataOf(fields)),
        notebook: (redis, fields) => notebook.update(redis, at(fields, 'id'), dataOf(fields)),
      },
      hazard: 'Between EXISTS and HSET the user may be deleted: the update then makes half a user.',
    },
    {
      name: 'remove',
      fields: [id],
      run: {
        safe: (redis, fields) => safe.remove(redis, at(fields, 'id')),
        notebook: (redis, fields) => notebook.remove(redis, at(fields, 'id')),
      },
    },
  ],
}
