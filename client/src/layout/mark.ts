/**
 * Mark: a placed shape with a stable id. Layout makes marks, tween blends two lists of them, draw joins them by id.
 * All lengths are stage units (CSS px at zoom 1); a mark's place is relative to its parent, a card's to the stage.
 * Ids are unique among siblings, so a mark's identity is its path: card, part, piece.
 */
import type { Bytes } from '@rdd/shared/bytes'

/** Facts about state that the DOM carries (docs: DOM contract); `data-` is added by draw. Never styling hooks. */
export type Data = Readonly<Record<string, string>>

/** Hue of a type, or neutral. Accent (`now`) is separate: it is the one red on the screen. */
export type Tone =
  | ('ink' | 'muted' | 'faint' | 'string' | 'hash' | 'list' | 'set' | 'zset' | 'stream' | 'database')
  /** on-now: what is written on the accent. good, warn: what a pattern promises, and what it costs. */
  | ('on-now' | 'good' | 'warn')

export interface Point {
  x: number
  y: number
}

interface Placed extends Point {
  id: string
  /** 0..1 */
  opacity: number
  /** 0..1: how much of the accent it wears: just changed, just read. */
  now: number
  data?: Data
  /** Set on a mark that is on its way out: where it is heading. It is no longer part of the state. */
  leave?: Point
}

export interface Box extends Placed {
  kind: 'box'
  w: number
  h: number
  /** Corner radius. */
  r: number
  tone: Tone
  /**
   * frame: an outline over the card's own colour. row: that colour alone, so that what slides covers what it passes.
   * strip: a title strip. bar: solid. ghost: dashed, empty. line: a hairline. solid: a packet, in full colour.
   * paper: hides what lies below. disc, hollow: the number of a hop that was, or that waits. circle: an outline alone.
   */
  look: 'frame' | 'row' | 'strip' | 'bar' | 'ghost' | 'line' | 'solid' | 'paper' | 'disc' | 'hollow' | 'circle'
}
export interface Text extends Placed {
  kind: 'text'
  /** Already cut to fit: draw never measures. */
  text: string
  anchor: 'start' | 'middle' | 'end'
  size: 11 | 12.5 | 14 | 19
  tone: Tone
  font: 'mono' | 'sans'
  bold?: boolean
  /** exact: in the DOM but not shown, where what is shown differs from the value. shown: its visible twin. */
  twin?: 'exact' | 'shown'
}
export interface Path extends Placed {
  kind: 'path'
  /** SVG path data relative to x, y; morphs only by position. */
  d: string
  tone: Tone
  dashed?: boolean
  /** A closed shape in the colour of its line. */
  filled?: boolean
  /** A closed shape without a line, lit by the accent it wears. */
  region?: boolean
}
/** A clock: drawn afresh from Redis's, so it carries instants, not an angle. Its x, y are the centre of the ring. */
export interface Ring extends Placed {
  kind: 'ring'
  r: number
  tone: Tone
  /** ms since the epoch on Redis's clock. */
  from: number
  until: number
  /**
   * Whose it is: the number of a key is its timer, that of a hash field is plain text. wait: how long a client has waited
   * since `from` and, where `until` is not infinite, what is left.
   */
  of: 'key' | 'field' | 'wait'
}
/** What a click on a group means: open the editor on this part of the key. */
export interface Edit {
  db: number
  key: Bytes
  part: 'value' | 'field' | 'element' | 'score' | 'member' | 'ttl' | 'name'
  /** Which one: a field, a member, an index; empty where the key has only one. */
  at: string
}
/** A group with its own children: a card, a list element, a row. Its text content is its children's. */
export interface Group extends Placed {
  kind: 'group'
  children: readonly Mark[]
  edit?: Edit
  /** Only on the card of a key, and on what leads somewhere: what a screen reader says of it. */
  label?: string
  /** Where a click on it, or Enter, leads: the path of a chapter, say. */
  go?: string
}
export type Mark = Box | Text | Path | Ring | Group

/** All that stands on the stage at one moment. */
export interface Frame {
  width: number
  height: number
  marks: readonly Group[]
}

type Made<M extends Mark, Optional extends keyof M = never> = Omit<M, 'kind' | 'id' | 'opacity' | 'now' | Optional> &
  Partial<Pick<M, 'opacity' | 'now' | Optional>>

export const box = (id: string, made: Made<Box, 'r'>): Box => ({ kind: 'box', id, opacity: 1, now: 0, r: 0, ...made })
export const path = (id: string, made: Made<Path>): Path => ({ kind: 'path', id, opacity: 1, now: 0, ...made })
export const ring = (id: string, made: Made<Ring>): Ring => ({ kind: 'ring', id, opacity: 1, now: 0, ...made })
export const text = (id: string, made: Made<Text, 'anchor' | 'size' | 'tone' | 'font'>): Text => ({
  kind: 'text',
  id,
  opacity: 1,
  now: 0,
  anchor: 'start',
  size: 12.5,
  tone: 'ink',
  font: 'mono',
  ...made,
})
export const group = (id: string, made: Made<Group, 'x' | 'y'>): Group => ({
  kind: 'group',
  id,
  opacity: 1,
  now: 0,
  x: 0,
  y: 0,
  ...made,
})
