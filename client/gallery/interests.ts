/** The two sets of the notebook's picture of SINTER: what two people like, of which two things are the same. */
import { set } from './build.ts'

export const python = set('user:1001:interests', ['python', 'redis', 'machine_learning', 'docker'], {
  encoding: 'listpack',
  memory: 120,
})
export const react = set('user:1002:interests', ['python', 'javascript', 'react', 'docker'], {
  encoding: 'listpack',
  memory: 112,
})
