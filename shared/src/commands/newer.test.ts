import { expect, test } from 'vitest'
import { newerCommand } from './newer.ts'

test.each([
  [
    "ERR unknown command 'HEXPIRE', with args beginning with: 'k' '10' 'FIELDS' '1' 'f' ",
    'HEXPIRE needs Redis 7.4 or Valkey 9.0; this server is redis 7.0.15.',
  ],
  [
    "ERR unknown command 'hgetex', with args beginning with: ",
    'HGETEX needs Redis 8.0 or Valkey 9.0; this server is redis 7.0.15.',
  ],
  ["ERR unknown command 'VADD', with args beginning with: 'v' ", 'VADD needs Redis 8.0; this server is redis 7.0.15.'],
  ["ERR unknown command 'DELIFEQ', with args ", 'DELIFEQ needs Valkey 9.0; this server is redis 7.0.15.'],
  ["ERR unknown command 'constructor', with args beginning with: ", undefined],
  ["ERR unknown command 'NOSUCH', with args beginning with: 'HEXPIRE' ", undefined],
  ["ERR wrong number of arguments for 'hexpire' command", undefined],
  ['OK', undefined],
])('%s', (error, hint) => {
  expect(newerCommand(error, 'redis 7.0.15')).toBe(hint)
})
