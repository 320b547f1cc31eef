import { defineConfig } from 'vitest/config'

/**
 * Unit tests, and integration tests on a real Redis, in one run. Node is the environment; a test that draws asks for a
 * document with `// @vitest-environment happy-dom`.
 */
export default defineConfig({
  test: {
    globalSetup: ['./tests/set-up/redis.ts', './tests/set-up/python.ts'],
    // a worker for each core; Vitest would leave one core of two without work
    maxWorkers: '100%',
    include: ['{shared,server,client,tests}/**/*.test.{ts,tsx}'],
    // Far more than any test takes, for machines that do other things meanwhile.
    testTimeout: 20_000,
    hookTimeout: 20_000,
    exclude: ['**/node_modules/**', '**/dist/**'],
  },
})
