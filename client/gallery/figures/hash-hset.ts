import { command, hash } from '../build.ts'
import type { Figure } from '../figure.ts'

const user = (fields: Record<string, string>) => hash('user:1001', fields, { encoding: 'listpack', memory: 160 })

export const figure: Figure = {
  title: 'HSET: one field changes, one is new',
  scene: 'hash',
  width: 820,
  before: [user({ name: 'John Doe', email: 'john@example.com', age: '30', city: 'New York' })],
  fact: command('HSET user:1001 age 31 plan pro', {
    views: [user({ name: 'John Doe', email: 'john@example.com', age: '31', city: 'New York', plan: 'pro' })],
  }),
}
