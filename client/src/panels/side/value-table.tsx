/** ValueTable: what a key holds, as rows one can click to change. The stage draws it; here it can be read and edited. */
import { byteLength } from '@rdd/shared/bytes'
import { formatTtl } from '@rdd/shared/keyspace/expiry'
import { isCut, type KeyView, type Piece, pieceHead, pieceId } from '@rdd/shared/keyspace/view'
import type { Instant } from '@rdd/shared/time'
import type { ReactNode } from 'react'
import type { Edit } from '../../store/place.ts'
import { usePage, useTick } from '../use.ts'
import { number, size } from '../words.ts'
import './value-table.css'

interface ValueTableProps {
  view: KeyView
  /** Opens the form; undefined where nothing can be changed. */
  onEdit: ((part: Edit['part'], at?: string) => void) | undefined
  /** The moment in the past that is shown, on Redis's clock; undefined: now. */
  past: Instant | undefined
}

/** Rows drawn of each end of a window. */
const ROWS = 100

export function ValueTable({ view, onEdit, past }: ValueTableProps) {
  const { value, length } = view
  const cell = (piece: Piece, part: Edit['part'], at = '') => (
    <Cell piece={piece} onEdit={onEdit && (() => onEdit(part, at))} />
  )
  switch (value.type) {
    case 'string':
      return (
        <div className="value-table text">
          {cell(value.head, 'value')}
          <More n={length - byteLength(value.head)} unit="byte" />
        </div>
      )
    case 'hash':
      return (
        <Rows heads={['field', 'value']} more={length - Math.min(ROWS, value.fields.length)} unit="field">
          {value.fields.slice(0, ROWS).map(([field, held, expiresAt]) => (
            <tr key={pieceId(field)}>
              <th scope="row">
                <Shown piece={field} />
              </th>
              <td>
                {cell(held, 'field', pieceHead(field))}
                {expiresAt !== null && <FieldTtl until={expiresAt} past={past} />}
              </td>
            </tr>
          ))}
        </Rows>
      )
    case 'list': {
      const head = value.head.slice(0, ROWS)
      const tail = value.tail.slice(-ROWS)
      return (
        <Rows heads={['index', 'element']} more={0} unit="element">
          {head.map((piece, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an element of a list is its index
            <tr key={i}>
              <th scope="row">{number(i)}</th>
              <td>{cell(piece, 'element', String(i))}</td>
            </tr>
          ))}
          <Gap n={length - head.length - tail.length} unit="element" />
          {tail.map((piece, i) => {
            const index = length - tail.length + i
            return (
              <tr key={index}>
                <th scope="row">{number(index)}</th>
                <td>{cell(piece, 'element', String(index))}</td>
              </tr>
            )
          })}
        </Rows>
      )
    }
    case 'set':
      return (
        <Rows heads={['member']} more={length - Math.min(ROWS, value.members.length)} unit="member">
          {value.members.slice(0, ROWS).map(piece => (
            <tr key={pieceId(piece)}>
              <td>{cell(piece, 'member', pieceHead(piece))}</td>
            </tr>
          ))}
        </Rows>
      )
    case 'zset': {
      const head = value.head.slice(0, ROWS)
      const tail = value.tail.slice(-ROWS)
      const row = ([member, score]: [Piece, string], rank: number) => (
        <tr key={rank}>
          <th scope="row">{number(rank)}</th>
          <td>{cell(member, 'member', pieceHead(member))}</td>
          <td className="score">
            <Cell piece={undefined} text={score} onEdit={onEdit && (() => onEdit('score', pieceHead(member)))} />
          </td>
        </tr>
      )
      return (
        <Rows heads={['rank', 'member', 'score']} more={0} unit="member">
          {head.map(row)}
          <Gap n={length - head.length - tail.length} unit="member" />
          {tail.map((pair, i) => row(pair, length - tail.length + i))}
        </Rows>
      )
    }
    case 'stream':
      return (
        <>
          <Rows heads={['entry', 'fields']} more={0} unit="entry">
            {value.head.slice(0, ROWS).map(entry => (
              <EntryRow key={entry.id} entry={entry} />
            ))}
            <Gap n={length - value.head.length - value.tail.length} unit="entry" />
            {value.tail.slice(-ROWS).map(entry => (
              <EntryRow key={entry.id} entry={entry} />
            ))}
          </Rows>
          {value.groups.length > 0 && (
            <Rows heads={['group', 'last delivered', 'pending']} more={0} unit="group">
              {value.groups.map(group => (
                <tr key={group.name}>
                  <th scope="row">{group.name}</th>
                  <td>{group.lastDelivered}</td>
                  <td>{number(group.pendingCount)}</td>
                </tr>
              ))}
            </Rows>
          )}
        </>
      )
    case 'other':
      return <p className="side-note">A type that is not drawn here: the commands of {value.name} read it.</p>
  }
}

function EntryRow({ entry: { id, fields } }: { entry: { id: string; fields: [Piece, Piece][] } }) {
  return (
    <tr>
      <th scope="row">{id}</th>
      <td>
        {fields.map(([field, held]) => (
          <div key={pieceId(field)}>
            <span className="faint">{pieceHead(field)}</span> <Shown piece={held} />
          </div>
        ))}
      </td>
    </tr>
  )
}

function Rows({ heads, more, unit, children }: { heads: string[]; more: number; unit: string; children: ReactNode }) {
  return (
    <div className="value-table">
      <table>
        <thead>
          <tr>
            {heads.map(head => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
      <More n={more} unit={unit} />
    </div>
  )
}

function Cell({ piece, text, onEdit }: { piece: Piece | undefined; text?: string; onEdit: (() => void) | undefined }) {
  const shown = piece === undefined ? text : <Shown piece={piece} />
  if (!onEdit || (piece !== undefined && isCut(piece))) return <span className="cell">{shown}</span>
  return (
    <button type="button" className="cell editable-text" title="Change it" onClick={onEdit}>
      {shown}
    </button>
  )
}

function Shown({ piece }: { piece: Piece }) {
  const text = pieceHead(piece)
  return (
    <>
      {text === '' ? <i className="faint">empty</i> : text}
      {typeof piece !== 'string' && <i className="faint"> … {size(piece.bytes)} in all</i>}
    </>
  )
}

function FieldTtl({ until, past }: { until: Instant; past: Instant | undefined }) {
  const { link } = usePage()
  useTick(100, past === undefined)
  return <i className="faint"> {formatTtl(until - (past ?? link.redisNow()))}</i>
}

const Gap = ({ n, unit }: { n: number; unit: string }) =>
  n > 0 ? (
    <tr className="gap">
      <td colSpan={3}>
        {number(n)} more {plural(unit, n)}
      </td>
    </tr>
  ) : null

const More = ({ n, unit }: { n: number; unit: string }) =>
  n > 0 ? (
    <p className="gap">
      {number(n)} more {plural(unit, n)}
    </p>
  ) : null

const plural = (unit: string, n: number) => (n === 1 ? unit : unit === 'entry' ? 'entries' : `${unit}s`)
