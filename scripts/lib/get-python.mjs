/**
 * A Python 3 with redis-py, for the tests of the Python examples: one of this machine, else Debian's, installed now.
 * The python3 of PATH need not be the one that Debian's packages belong to, so more than one is asked.
 */
import { aptInstall } from './apt.mjs'
import { onPath } from './find-program.mjs'
import { quietly, Stop } from './say.mjs'

export async function ensurePython() {
  if ((await findPython()) !== null) return
  await aptInstall(['python3-minimal', 'python3-redis'], 'There is no Python with redis-py on this machine.')
  if ((await findPython()) !== null) return
  throw new Stop(
    [
      'The tests of the Python examples need python3 with redis-py (4.3 or newer).',
      '  Debian, Ubuntu:  sudo apt-get install python3-redis',
      '  Elsewhere:       python3 -m pip install redis',
    ].join('\n'),
  )
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | null>} the first Python that can import redis: that of PATH, that of the system
 */
export async function findPython(env = process.env) {
  for (const program of [onPath('python3', env), '/usr/bin/python3'])
    if (program !== null && (await quietly(program, ['-c', 'import redis'], { env })).ok) return program
  return null
}
