/**
 * Root: postgres refuses to run as root, which is who we are in many containers. Then it runs as nobody: in a user
 * namespace where that is allowed (nothing outside changes hands), else as that user.
 */
import { spawnSync } from 'node:child_process'
import { chownSync } from 'node:fs'

/** The user and group without rights, known to every system. */
const NOBODY = 65_534

/**
 * What to put before `program` so that it is not root and may use `folder`; nothing when we are not root. Null: there is
 * no way here.
 */
export function unprivileged(program: string, folder: string): string[] | null {
  if (process.getuid?.() !== 0) return []
  const ways = [
    { command: ['unshare', '--user', `--map-user=${NOBODY}`, '--'], prepare: () => {} },
    {
      command: ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--'],
      prepare: () => chownSync(folder, NOBODY, NOBODY),
    },
  ]
  const way = ways.find(
    ({ command: [name = '', ...args] }) => spawnSync(name, [...args, program, '--version']).status === 0,
  )
  way?.prepare()
  return way?.command ?? null
}
