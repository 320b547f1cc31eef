import { command, set } from '../build.ts'
import type { KeyFigure } from '../figure.ts'

const named = (start: string, count: number) => Array.from({ length: count }, (_, i) => `${start}:${i + 1}`)
const [readers, writers] = [named('reader', 22), named('writer', 6)]

export const figure: KeyFigure = {
  title: 'SUNIONSTORE of many: each source gives one bundle, and the result fills as they land',
  scene: 'set',
  width: 1100,
  before: [set('readers', readers), set('writers', writers)],
  fact: command('SUNIONSTORE everybody readers writers', {
    reply: { t: 'int', v: '28' },
    views: [set('everybody', [...readers, ...writers])],
  }),
}
