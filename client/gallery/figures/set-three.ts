import { command, set } from '../build.ts'
import type { Figure } from '../figure.ts'

const before = [
  set('go', ['kubernetes', 'docker', 'prometheus', 'etcd', 'terraform', 'hugo']),
  set('rust', ['ripgrep', 'deno', 'docker-slim', 'firecracker', 'kubernetes']),
  set('top', [
    'kubernetes',
    'deno',
    'docker',
    'vscode',
    'react',
    ...Array.from({ length: 30 }, (_, i) => `project-${i}`),
  ]),
]

export const figure: Figure = {
  title: 'SINTER of three: what is in all of them; what has no room is counted',
  scene: 'set',
  width: 900,
  before,
  fact: command('SINTER go rust top', { reply: { t: 'array', v: [{ t: 'simple', v: 'kubernetes' }] } }),
}
