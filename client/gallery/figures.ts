/** All figures by name, in the order of their names. */
import type { Figure } from './figure.ts'

const files = import.meta.glob<{ figure: Figure }>('./figures/*.ts', { eager: true })

export const figures: [name: string, figure: Figure][] = Object.entries(files)
  .map(([path, { figure }]): [string, Figure] => [path.replace(/^.*\/(.*)\.ts$/, '$1'), figure])
  .sort(([a], [b]) => (a < b ? -1 : 1))
