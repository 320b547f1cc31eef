/** A real, private Redis for tests: started for one file, gone after it. */
import { afterAll } from 'vitest'
import { type Engine, EngineError } from '../src/engine/engine.ts'
import { startOwn } from '../src/engine/own.ts'
import { findServer } from '../src/engine/source.ts'

/**
 * Starts a Redis that ends with the calling test file (or suite).
 * @param maxmemory bytes of data it may hold
 */
export async function startRedis(maxmemory = 256 * 1024 ** 2): Promise<Engine> {
  const binary = findServer(process.env)
  if (binary === null) throw new EngineError('These tests need redis-server: npm test installs it where it may.')
  const engine = await startOwn({ binary, maxmemory })
  afterAll(() => engine.stop())
  return engine
}
