/** What the scripts say, and how they run other programs: short, and loud only when something goes wrong. */
import { spawn } from 'node:child_process'
import { root } from './paths.mjs'

/** A reason to stop that a person can mend: printed without a stack. */
export class Stop extends Error {}

/** @param {string} line */
export const say = line => console.log(line)

/**
 * Runs a script to its end; a Stop becomes a message and exit code 1.
 * @param {() => Promise<void>} script
 */
export async function run(script) {
  try {
    await script()
  } catch (error) {
    console.error(error instanceof Stop ? `\n${error.message}` : error)
    process.exit(1)
  }
}

/**
 * Runs a program and shows what it prints.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code; 1 when it could not be started or was killed
 */
export function show(program, args, { cwd = root, env = process.env } = {}) {
  return new Promise(resolve => {
    spawn(program, args, { cwd, env, stdio: 'inherit' })
      .on('error', () => resolve(1))
      .on('exit', code => resolve(code ?? 1))
  })
}

/**
 * Runs a program and keeps what it prints to itself.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function quietly(program, args, { cwd = root, env = process.env } = {}) {
  return new Promise(resolve => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', text => {
        output += text
      })
    }
    child.on('error', error => resolve({ ok: false, output: error.message }))
    child.on('close', code => resolve({ ok: code === 0, output }))
  })
}
