/** The queue's controls: what a producer and two workers can do with it. */
import type { Application, Field } from './application.ts'
import * as notebook from './queue.notebook.ts'
import * as safe from './queue.ts'

const name: Field = { name: 'name', value: 'jobs' }
const workers = ['worker-1', 'worker-2']
const worker: Field = { name: 'worker', value: 'worker-1', own: workers }
const at = (fields: Readonly<Record<string, string>>, field: string): string => fields[field] ?? ''
/** Empty: not given. */
const secondsOf = (text: string) => (text.trim() === '' ? undefined : Number(text))
const words = (text: string) => text.split(/\s+/).filter(word => word !== '')

export const application: Application = {
  chapter: 'lists',
  name: 'Queue',
  prefix: 'lists:',
  text: 'Enqueue as `producer`, dequeue as `worker-1` and `worker-2`. With a `timeout` (0: for ever) a worker waits beside the queue; without one it is answered at once. `worker` names the list of what that worker has in hand.',
  files: { safe: 'queue.ts', notebook: 'queue.notebook.ts' },
  clients: ['producer', ...workers],
  operations: [
    {
      name: 'enqueue',
      fields: [name, { name: 'items', value: 'resize:1 resize:2' }],
      run: {
        safe: (redis, fields) => safe.enqueue(redis, at(fields, 'name'), ...words(at(fields, 'items'))),
        notebook: (redis, fields) => notebook.enqueue(redis, at(fields, 'name'), ...words(at(fields, 'items'))),
      },
    },
    {
      name: 'dequeue',
      fields: [name, worker, { name: 'timeout', value: '' }],
      run: {
        safe: (redis, fields) =>
          safe.dequeue(redis, at(fields, 'name'), at(fields, 'worker'), secondsOf(at(fields, 'timeout'))),
        notebook: (redis, fields) => notebook.dequeue(redis, at(fields, 'name'), secondsOf(at(fields, 'timeout'))),
      },
      hazard:
        'The notebook’s pops: a worker that dies with the item loses it. Its time-out 0 answers at once, where Redis waits for ever.',
    },
    {
      name: 'acknowledge',
      fields: [name, worker, { name: 'item', value: 'resize:1' }],
      run: {
        safe: (redis, fields) => safe.acknowledge(redis, at(fields, 'name'), at(fields, 'worker'), at(fields, 'item')),
      },
    },
    {
      name: 'requeue',
      fields: [name, worker],
      run: { safe: (redis, fields) => safe.requeue(redis, at(fields, 'name'), at(fields, 'worker')) },
    },
    {
      name: 'peek',
      fields: [name],
      run: {
        safe: (redis, fields) => safe.peek(redis, at(fields, 'name')),
        notebook: (redis, fields) => notebook.peek(redis, at(fields, 'name')),
      },
    },
    {
      name: 'size',
      fields: [name],
      run: {
        safe: (redis, fields) => safe.size(redis, at(fields, 'name')),
        notebook: (redis, fields) => notebook.size(redis, at(fields, 'name')),
      },
    },
    {
      name: 'clear',
      fields: [name],
      run: {
        safe: (redis, fields) => safe.clear(redis, at(fields, 'name')),
        notebook: (redis, fields) => notebook.clear(redis, at(fields, 'name')),
      },
    },
  ],
}
