/** OneColumn: one figure of the comparison for all patterns, beside the claim it shows. */
import { catalogue } from '@rdd/shared/patterns/catalogue'
import type { PatternName } from '@rdd/shared/run'
import { useStore } from '../use.ts'
import { type Column, columnWords, figure } from './column-words.ts'
import { comparison } from './comparison-store.ts'

/** @param pattern whose claim it is */
export function OneColumn({ column, pattern }: { column: Column; pattern: PatternName }) {
  const { rows = [] } = useStore(comparison)
  return (
    <div className="lab" data-compared={column}>
      <p className="muted">{columnWords[column]}</p>
      <table aria-label={columnWords[column]}>
        <tbody>
          {rows.map(row => (
            <tr key={row.pattern} data-fault={row.pattern === pattern || undefined}>
              <td>{catalogue[row.pattern].title}</td>
              <td className="mono">{figure(column, row.values[column])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
