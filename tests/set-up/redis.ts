/** Before all unit tests: the server program the integration tests start, found as `npm start` finds it. */
import { findRedis } from '../../scripts/lib/find-redis.mjs'

export default function setUp() {
  const binary = findRedis()
  if (binary !== null) process.env.REDIS_SERVER = binary
}
