import { defineConfig } from '@playwright/test'
import { browserFlags } from './scripts/lib/browser-flags.mjs'
import { findChromium } from './scripts/lib/get-chromium.mjs'

const chromium = findChromium({ lean: true })

/** Browser tests of the built page. Each worker has a server of its own (tests/browser/fixture.ts); nothing is retried. */
export default defineConfig({
  testDir: './tests/browser',
  testMatch: '**/*.spec.ts',
  outputDir: './test-results',
  workers: 2,
  retries: 0,
  fullyParallel: true,
  forbidOnly: true,
  // A loaded machine is slow, not wrong: what is waited for ends the wait, these only end a failure.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    ...(chromium === null ? {} : { launchOptions: { executablePath: chromium, args: browserFlags } }),
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    // A trace keeps the document at every action, which doubles the work: ask for one with --trace on.
    trace: 'off',
  },
})
