/** Picture: one page of the playground in one theme and size, and what is done in it before the shutter. */
import type { Page } from '@playwright/test'
import type { Redis } from 'ioredis'

export interface Picture {
  name: string
  theme: 'light' | 'dark'
  /** Width and height in CSS pixels; a phone has a touch screen. */
  size: [width: number, height: number]
  /** The chapter's path. */
  chapter: string
  /** What happens before the picture; it is taken when this resolves. */
  act: (page: Page, redis: Redis) => Promise<void>
}
