/**
 * What a test run came to. Silence is no success: a runner that fails without a failed test, ends before it wrote its
 * result, or finds no test, counts as one failure.
 */

/** @typedef {{ passed: number, failed: number }} Count */

/** @type {Count} */
export const NONE = { passed: 0, failed: 0 }

/**
 * @param {number} code the runner's exit code
 * @param {Count} count
 * @returns {Count}
 */
export function settle(code, { passed, failed }) {
  const silent = failed === 0 && (code !== 0 || passed === 0)
  return { passed, failed: failed + (silent ? 1 : 0) }
}

/**
 * Of Vitest's JSON report. A file that could not be loaded holds no test; it counts as one failure.
 * @param {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: unknown[] }[] }} report
 * @returns {Count}
 */
export function unitCount({ numPassedTests, numFailedTests, testResults }) {
  const broken = testResults.filter(file => file.status === 'failed' && file.assertionResults.length === 0)
  return { passed: numPassedTests, failed: numFailedTests + broken.length }
}

/**
 * Of Playwright's JSON report.
 * @param {{ stats: { expected: number, unexpected: number, flaky: number }, errors: unknown[] }} report
 * @returns {Count}
 */
export function browserCount({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length }
}

/**
 * @param {Count[]} counts
 * @returns {Count}
 */
export const sum = counts =>
  counts.reduce((all, { passed, failed }) => ({ passed: all.passed + passed, failed: all.failed + failed }), NONE)
