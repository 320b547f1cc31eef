/**
 * A stream: an append-only log along a line of time. Each entry has an id (ms and a counter) and its own fields. A
 * consumer group is a place on that line, the last entry it was handed, and the entries handed out and not yet
 * acknowledged: those are pending.
 * Source: https://redis.io/docs/latest/develop/data-types/streams/
 */

import { type Entry, type KeyView, type Piece, pieceHead, type ValueOf } from '@rdd/shared/keyspace/view'
import { counted, grouped } from '@rdd/shared/keyspace/words'
import type { Around } from './around.ts'
import { type Body, PAD } from './card.ts'
import { box, type Group, group, type Mark, path, text } from './mark.ts'
import { columnsIn, columnsOf, fit, shown, widthOf } from './text.ts'
import { spelled } from './written.ts'

const MARGIN = 24
const ROW = 34
/** A narrow row sets the fields under the id. */
const TIGHT_ROW = 54
const TOP = 18
const LINE_X = MARGIN + 5
const ENTRY_X = MARGIN + 22
/** Width of the word. */
const PENDING = 54

/** Id of the mark of an entry. */
export const partOf = (id: string): string => `e:${id}`
/** Id of the mark of a consumer group. */
export const groupPart = (name: string): string => `g:${name}`

/** How long after the entry before: "+1.2 s". Empty for the first. */
function since(id: string, before: string | undefined): string {
  if (before === undefined) return ''
  const ms = Number(id.split('-')[0]) - Number(before.split('-')[0])
  if (ms < 1000) return `+${ms} ms`
  if (ms < 60_000) return `+${(ms / 1000).toFixed(1)} s`
  if (ms < 3_600_000) return `+${Math.round(ms / 60_000)} min`
  return `+${grouped(Math.round(ms / 3_600_000))} h`
}

/** `field value` pairs in one line of so many columns; the names are muted. */
function pairs(fields: readonly [Piece, Piece][], x: number, y: number, columns: number): Mark[] {
  const marks: Mark[] = []
  let used = 0
  for (const [i, [field, value]] of fields.entries()) {
    const left = columns - used
    const name = spelled(field, Math.min(left - 2, 20))
    // a later pair stands there readable or not at all
    if (left < 4 || (i > 0 && left < columnsOf(name) + 5)) {
      if (left > 0) marks.push(text('more', { x: x + widthOf(used, 12.5), y, text: '…', tone: 'muted' }))
      break
    }
    const room = left - columnsOf(name) - 1
    const held = room < 1 ? '' : spelled(value, room)
    marks.push(text(`field${i}`, { x: x + widthOf(used, 12.5), y, text: name, tone: 'muted' }))
    used += columnsOf(name) + 1
    if (held !== '') marks.push(text(`value${i}`, { x: x + widthOf(used, 12.5), y, text: held }))
    used += columnsOf(held) + 2
  }
  return marks
}

const words = (group: ValueOf<'stream'>['groups'][number]): string => {
  const lag = group.lag === null ? 'lag unknown' : `lag ${grouped(group.lag)}`
  const consumers = group.consumers.map(consumer => `${shown(consumer.name)} ${consumer.pending}`).join(', ')
  return [
    `last delivered ${group.lastDelivered}`,
    lag,
    `${grouped(group.pendingCount)} pending`,
    ...(consumers === '' ? [] : [`by consumer: ${consumers}`]),
  ].join(' · ')
}

export function full(view: KeyView, value: ValueOf<'stream'>, width: number, _around: Around): Body {
  const w = width - ENTRY_X - MARGIN
  const entries = [...value.head, ...value.tail]
  const idColumns = Math.max(4, ...entries.map(entry => entry.id.length))
  const tight = w < 560
  const waiting = new Map<string, string[]>()
  for (const g of value.groups)
    for (const { id } of g.pending) waiting.set(id, [...(waiting.get(id) ?? []), pieceHead(g.name)])
  const row = tight ? TIGHT_ROW : ROW
  const idEnd = 12 + widthOf(idColumns, 12.5)
  const flagEnd = w - 12 - (waiting.size === 0 ? 0 : PENDING)
  const longestFlag = Math.max(0, ...value.groups.map(g => columnsOf(shown(g.name)) + 2))
  const flagColumns = Math.min(longestFlag, tight ? columnsIn(flagEnd - idEnd - 8, 12.5) : 24)
  const fieldsX = tight ? 12 : idEnd + 74
  const fieldsEnd = tight ? w - 12 : flagEnd - (flagColumns === 0 ? 0 : widthOf(flagColumns, 12.5) + 8)
  const marks: Mark[] = []
  let y = TOP

  const entryRow = (entry: Entry, before: string | undefined): Group => {
    const pending = waiting.get(entry.id)
    const at = value.groups.filter(g => g.lastDelivered === entry.id).map(g => shown(g.name))
    const flag = at.length === 0 ? '' : fit(`◂ ${at.join(', ')}`, flagColumns)
    return group(partOf(entry.id), {
      x: ENTRY_X,
      y,
      children: [
        group('entry', {
          data: { entry: entry.id, ...(pending === undefined ? {} : { pending: pending.join(' ') }) },
          children: [
            box('box', { x: 0, y: 2, w, h: row - 6, r: 5, tone: 'ink', look: 'frame' }),
            box('dot', {
              x: LINE_X - ENTRY_X - 5,
              y: ROW / 2 - 6,
              w: 10,
              h: 10,
              r: 5,
              tone: 'ink',
              look: pending === undefined ? 'bar' : 'frame',
            }),
            text('id', { x: 12, y: 21, text: fit(entry.id, columnsIn(w - 24, 12.5)), bold: true }),
            ...pairs(entry.fields, fieldsX, tight ? 41 : 21, columnsIn(fieldsEnd - fieldsX, 12.5)),
          ],
        }),
        ...(tight
          ? []
          : [
              text('since', {
                x: idEnd + 12,
                y: 21,
                text: since(entry.id, before),
                size: 11,
                tone: 'muted',
              }),
            ]),
        ...(pending === undefined
          ? []
          : [
              text('pending', {
                x: w - 12,
                y: 21,
                text: 'pending',
                anchor: 'end',
                size: 11,
                tone: 'muted',
                font: 'sans',
              }),
            ]),
        ...(flag === '' ? [] : [text('flag', { x: flagEnd, y: 21, text: flag, anchor: 'end', bold: true })]),
      ],
    })
  }

  let before: string | undefined
  const put = (some: readonly Entry[]) => {
    for (const entry of some) {
      marks.push(entryRow(entry, before))
      before = entry.id
      y += row
    }
  }
  put(value.head)
  const left = view.length - entries.length
  if (left > 0) {
    marks.push(
      text('more', {
        x: ENTRY_X + 12,
        y: y + 21,
        text: `${counted(left, 'more entry', 'more entries')}`,
        tone: 'muted',
      }),
    )
    y += ROW
    before = undefined
  }
  put(value.tail)
  const lineEnd = y + 4
  marks.unshift(path('line', { x: LINE_X, y: TOP, d: `M0 0V${lineEnd - TOP}m-4 -5l4 5l4 -5`, tone: 'muted' }))
  y += 22
  marks.push(
    text('added', {
      x: ENTRY_X,
      y,
      text: fit(`XADD appends here · last id ${value.lastId} · ${grouped(value.added)} ever added`, columnsIn(w, 11)),
      size: 11,
      tone: 'muted',
    }),
  )
  for (const g of value.groups) {
    y += 14
    marks.push(
      group(groupPart(g.name), {
        x: MARGIN,
        y,
        children: [
          box('box', { x: 0, y: 0, w: width - 2 * MARGIN, h: 46, r: 5, tone: 'ink', look: 'frame' }),
          text('name', {
            x: 12,
            y: 19,
            text: fit(`group ${shown(g.name)}`, columnsIn(width - 2 * MARGIN - 24, 12.5)),
            bold: true,
          }),
          text('words', {
            x: 12,
            y: 36,
            text: fit(words(g), columnsIn(width - 2 * MARGIN - 24, 11)),
            size: 11,
            tone: 'muted',
          }),
        ],
      }),
    )
    y += 46
  }
  return { height: y + 20, marks }
}

/** The newest entries, the newest last. */
export function peek(view: KeyView, value: ValueOf<'stream'>, width: number): Mark[] {
  const w = width - 2 * PAD - 14
  const lines = view.length > 3 ? 2 : 3
  const newest = [...value.head, ...value.tail].slice(-lines)
  const left = view.length - newest.length
  const top = left > 0 ? 27 : 9
  const marks: Mark[] = newest.map((entry, i) => {
    const id = fit(entry.id, columnsIn(w, 12.5))
    const x = widthOf(columnsOf(id) + 1, 12.5)
    return group(partOf(entry.id), {
      x: PAD,
      y: top + i * 18 - 7,
      children: [
        group('entry', {
          data: { entry: entry.id },
          children: [
            box('dot', { x: 0, y: 13, w: 7, h: 7, r: 3.5, tone: 'muted', look: 'bar' }),
            text('id', { x: 14, y: 21, text: id }),
            ...pairs(entry.fields, 14 + x, 21, columnsIn(w - x, 12.5)),
          ],
        }),
      ],
    })
  })
  if (left > 0) marks.unshift(text('more', { x: PAD, y: 21, text: `${grouped(left)} more`, size: 11, tone: 'muted' }))
  return marks
}
