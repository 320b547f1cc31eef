import { instant } from '@rdd/shared/time'
import { describe, expect, it } from 'vitest'
import { Clock } from './clock.ts'

const at = (ms: number) => instant(1_000_000 + ms)

describe('clock', () => {
  it('is within half the round trip after one answer, however wrong the wall clock is', () => {
    const clock = new Clock(() => 500, 7)
    clock.sample(490, 500, at(495), 0)
    expect(clock.redisNow()).toBe(1_000_500)
    expect(clock.errorMs).toBe(5)
  })

  it('narrows by every answer, whose delays differ on the way there and back', () => {
    const clock = new Clock(() => 1000, 0)
    clock.sample(100, 110, at(109), 0)
    clock.sample(200, 210, at(201), 0)
    expect(clock.errorMs).toBeCloseTo(1)
    expect(clock.redisNow()).toBe(1_001_000)
  })

  it('lets a loose answer not blur a sharp one', () => {
    const clock = new Clock(() => 1000, 0)
    clock.sample(100, 101, at(100.5), 0)
    clock.sample(200, 900, at(300), 0)
    expect(clock.errorMs).toBeCloseTo(0.5)
  })

  it('follows Redis when its clock jumps', () => {
    const clock = new Clock(() => 1000, 0)
    clock.sample(100, 101, at(100), 0)
    clock.sample(200, 201, at(3_600_200), 0)
    expect(Math.abs(clock.redisNow() - at(3_601_000))).toBeLessThanOrEqual(0.5)
  })

  it('adds the error the server admits', () => {
    const clock = new Clock(() => 0, 0)
    clock.sample(0, 2, at(1), 3)
    expect(clock.errorMs).toBe(4)
  })
})
