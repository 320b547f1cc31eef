import type { KeyFigure } from '../figure.ts'
import { figure as wide } from './stream-served.ts'

export const figure: KeyFigure = { ...wide, title: `${wide.title} (narrow)`, width: 390 }
