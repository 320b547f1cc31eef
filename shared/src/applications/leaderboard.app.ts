/** The leaderboard's controls: report scores, and ask who stands where. */
import type { Application, Field } from './application.ts'
import * as notebook from './leaderboard.notebook.ts'
import * as safe from './leaderboard.ts'

const name: Field = { name: 'name', value: 'game1' }
const player: Field = { name: 'player', value: 'player:alice' }
type Fields = Readonly<Record<string, string>>
const at = (fields: Fields, field: string): string => fields[field] ?? ''
/** What is left empty is no number, and no 0: Redis refuses it. */
const number = (fields: Fields, field: string): number => Number(at(fields, field).trim() || Number.NaN)

export const application: Application = {
  chapter: 'sorted-sets',
  name: 'Leaderboard',
  prefix: 'sorted-sets:',
  text: 'Report scores for the players of `game1`, also a worse one, and see whose place changes. Place 1 is the highest score.',
  files: { safe: 'leaderboard.ts', notebook: 'leaderboard.notebook.ts' },
  operations: [
    {
      name: 'addScore',
      fields: [name, player, { name: 'score', value: '2500' }],
      run: {
        safe: (redis, fields) =>
          safe.addScore(redis, at(fields, 'name'), at(fields, 'player'), number(fields, 'score')),
        notebook: (redis, fields) =>
          notebook.addScore(redis, at(fields, 'name'), at(fields, 'player'), number(fields, 'score')),
      },
      hazard: 'The notebook’s sets the score: a worse game overwrites the best one.',
    },
    {
      name: 'incrementScore',
      fields: [name, player, { name: 'delta', value: '100' }],
      run: {
        safe: (redis, fields) =>
          safe.incrementScore(redis, at(fields, 'name'), at(fields, 'player'), number(fields, 'delta')),
        notebook: (redis, fields) =>
          notebook.incrementScore(redis, at(fields, 'name'), at(fields, 'player'), number(fields, 'delta')),
      },
    },
    {
      name: 'getRank',
      fields: [name, player],
      run: {
        safe: (redis, fields) => safe.getRank(redis, at(fields, 'name'), at(fields, 'player')),
        notebook: (redis, fields) => notebook.getRank(redis, at(fields, 'name'), at(fields, 'player')),
      },
    },
    {
      name: 'getScore',
      fields: [name, player],
      run: {
        safe: (redis, fields) => safe.getScore(redis, at(fields, 'name'), at(fields, 'player')),
        notebook: (redis, fields) => notebook.getScore(redis, at(fields, 'name'), at(fields, 'player')),
      },
    },
    {
      name: 'getTop',
      fields: [name, { name: 'n', value: '3' }],
      run: {
        safe: (redis, fields) => safe.getTop(redis, at(fields, 'name'), number(fields, 'n')),
        notebook: (redis, fields) => notebook.getTop(redis, at(fields, 'name'), number(fields, 'n')),
      },
      hazard: 'The notebook’s top 0 is everybody: from 0 to -1 is the whole board.',
    },
    {
      name: 'getAroundPlayer',
      fields: [name, player, { name: 'n', value: '5' }],
      run: {
        safe: (redis, fields) =>
          safe.getAroundPlayer(redis, at(fields, 'name'), at(fields, 'player'), number(fields, 'n')),
        notebook: (redis, fields) =>
          notebook.getAroundPlayer(redis, at(fields, 'name'), at(fields, 'player'), number(fields, 'n')),
      },
      hazard:
        'The notebook’s does not look where the board ends: around the last player it gives too few. And it asks twice, so the player may have moved in between.',
    },
    {
      name: 'totalPlayers',
      fields: [name],
      run: {
        safe: (redis, fields) => safe.totalPlayers(redis, at(fields, 'name')),
        notebook: (redis, fields) => notebook.totalPlayers(redis, at(fields, 'name')),
      },
    },
  ],
}
