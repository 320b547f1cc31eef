/** A Python 3 for the tests of the Python examples: one of this machine, else one installed now. */
import { aptInstall } from './apt.mjs'
import { onPath } from './find-program.mjs'
import { Stop } from './say.mjs'

export async function ensurePython() {
  if (onPath('python3') !== null) return
  await aptInstall(['python3-minimal'], 'There is no Python on this machine.')
  if (onPath('python3') !== null) return
  throw new Stop(
    'The tests of the Python examples need python3. Install it (Debian: sudo apt-get install python3-minimal).',
  )
}
