import { expect, test } from 'vitest'
import type { Reply } from '../reply.ts'
import { handedBy } from './handed.ts'
import { argvOf, array, bulk } from './testing.ts'

const entry = (id: string) => array(bulk(id), array(bulk('f'), bulk('v')))

test.each<[line: string, reply: Reply, told: string[]]>([
  ['BLPOP q 0', array(bulk('q'), bulk('a')), ['q element a']],
  ['BLMPOP 0 1 q LEFT COUNT 2', array(bulk('q'), array(bulk('a'), bulk('b'))), ['q element a b']],
  ['BZPOPMIN z 0', array(bulk('z'), bulk('alice'), bulk('9')), ['z member alice']],
  ['BZMPOP 0 1 z MIN', array(bulk('z'), array(array(bulk('alice'), bulk('9')))), ['z member alice']],
  [
    'XREAD BLOCK 0 STREAMS s t $ $',
    array(array(bulk('s'), array(entry('1-1'), entry('1-2'))), array(bulk('t'), array(entry('2-1')))),
    ['s entry 1-1 1-2', 't entry 2-1'],
  ],
  ['XREADGROUP GROUP g a STREAMS s >', { t: 'map', v: [[bulk('s'), array(entry('1-1'))]] }, ['s entry 1-1']],
  ['BLPOP q 0', { t: 'null' }, []],
  ['BLMOVE q d LEFT LEFT 0', bulk('a'), []],
  ['LRANGE q 0 -1', array(bulk('q'), bulk('a')), []],
])('%s', (line, reply, told) => {
  const handed = handedBy({ argv: argvOf(line), reply })
  expect(handed.map(({ key, what, names }) => [key, what, ...names].join(' '))).toEqual(told)
})
