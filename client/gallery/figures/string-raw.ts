import { fromRaw } from '@rdd/shared/bytes'
import { string } from '../build.ts'
import type { Figure } from '../figure.ts'

const binary = {
  length: 12,
  value: {
    type: 'string' as const,
    head: fromRaw(Uint8Array.from([0x89, 80, 78, 71, 0x0d, 0x0a, 0x1a, 0x0a, 0xff, 0xfe, 92, 65])),
  },
}

export const figure: Figure = {
  title: 'Long text wraps, what is not text is spelled byte by byte, control characters are shown',
  scene: 'string',
  width: 820,
  before: [
    string(
      'session:9f2c',
      JSON.stringify({
        user: 1001,
        roles: ['admin', 'editor'],
        theme: 'dark',
        seen: '2026-11-23T09:00:00Z',
        cart: [3, 5, 8],
      }),
      { encoding: 'raw', memory: 208, ttl: [1_512_000, 3_600_000] },
    ),
    string('note', 'first line\nsecond line\tand a tab \u0000 and the end', { encoding: 'raw', memory: 112 }),
    { ...string('binary', '', { encoding: 'raw', memory: 64 }), ...binary },
    string('greeting', 'Grüße 你好 🎉 مرحبا', { encoding: 'embstr', memory: 88 }),
    { ...string('page', 'lorem ipsum '.repeat(40), { encoding: 'raw', memory: 12_304 }), length: 12_000 },
  ],
}
