/** Where the actors of a pattern stand and which wires join them, laid out as the pictures everybody knows of it. */
import type { RunView } from '@rdd/shared/run'
import { aside } from './pattern-aside.ts'
import { behind } from './pattern-behind.ts'
import { layered } from './pattern-layered.ts'
import { NARROW, type Needs, type Plan } from './pattern-room.ts'
import { stacked } from './pattern-stacked.ts'

/** The plan of a pattern in the room there is. */
export function planOf(pattern: RunView['pattern'], needs: Needs): Plan {
  const narrow = needs.width < NARROW
  switch (pattern) {
    case 'cache-aside':
    case 'stampede':
      return narrow
        ? stacked(
            needs,
            ['app', 'cache', 'database'],
            [
              ['app', 'cache'],
              ['app', 'database'],
            ],
          )
        : aside(needs)
    case 'write-through':
    case 'read-through':
      return narrow
        ? stacked(
            needs,
            ['app', 'layer', 'cache', 'database'],
            [
              ['app', 'layer'],
              ['layer', 'cache'],
              ['layer', 'database'],
            ],
            pattern === 'write-through',
          )
        : layered(needs, pattern === 'write-through')
    case 'write-behind':
      return narrow
        ? stacked(
            needs,
            ['app', 'layer', 'cache', 'queue', 'writer', 'database'],
            [
              ['app', 'layer'],
              ['layer', 'cache'],
              ['layer', 'queue'],
              ['layer', 'database'],
              ['writer', 'queue'],
              ['writer', 'database'],
            ],
          )
        : behind(needs)
  }
}
