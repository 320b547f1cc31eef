/** The tag system's controls: tag and untag items, and find them by their tags. */
import type { Application, Field } from './application.ts'
import * as notebook from './tag-system.notebook.ts'
import * as safe from './tag-system.ts'

const item: Field = { name: 'item', value: 'article:1' }
const tags: Field = { name: 'tags', value: 'redis cache' }
type Fields = Readonly<Record<string, string>>
const at = (fields: Fields, field: string): string => fields[field] ?? ''
const words = (fields: Fields) =>
  at(fields, 'tags')
    .split(/\s+/)
    .filter(word => word !== '')

export const application: Application = {
  chapter: 'sets',
  name: 'Tag system',
  prefix: 'sets:',
  text: 'Tag `article:1` and others, then find them by all or by any of their tags. Each tag is a set of items, so finding is a `SINTER` or a `SUNION`.',
  files: { safe: 'tag-system.ts', notebook: 'tag-system.notebook.ts' },
  operations: [
    {
      name: 'addTags',
      fields: [item, tags],
      run: {
        safe: (redis, fields) => safe.addTags(redis, at(fields, 'item'), ...words(fields)),
        notebook: (redis, fields) => notebook.addTags(redis, at(fields, 'item'), ...words(fields)),
      },
      hazard:
        'The notebook’s takes one command for the item and one for each tag: who looks in between, or after a crash, finds halves that disagree. Without a tag it is an error.',
    },
    {
      name: 'removeTags',
      fields: [item, tags],
      run: { safe: (redis, fields) => safe.removeTags(redis, at(fields, 'item'), ...words(fields)) },
    },
    {
      name: 'getTags',
      fields: [item],
      run: {
        safe: (redis, fields) => safe.getTags(redis, at(fields, 'item')),
        notebook: (redis, fields) => notebook.getTags(redis, at(fields, 'item')),
      },
    },
    {
      name: 'getItemsByTag',
      fields: [{ name: 'tag', value: 'redis' }],
      run: {
        safe: (redis, fields) => safe.getItemsByTag(redis, at(fields, 'tag')),
        notebook: (redis, fields) => notebook.getItemsByTag(redis, at(fields, 'tag')),
      },
    },
    {
      name: 'getItemsByAllTags',
      fields: [tags],
      run: {
        safe: (redis, fields) => safe.getItemsByAllTags(redis, ...words(fields)),
        notebook: (redis, fields) => notebook.getItemsByAllTags(redis, ...words(fields)),
      },
    },
    {
      name: 'getItemsByAnyTag',
      fields: [tags],
      run: {
        safe: (redis, fields) => safe.getItemsByAnyTag(redis, ...words(fields)),
        notebook: (redis, fields) => notebook.getItemsByAnyTag(redis, ...words(fields)),
      },
    },
  ],
}
