/**
 * Mark: a placed shape with a stable id. Layout makes marks, tween blends two lists of them, draw joins them by id.
 * All lengths are stage units (CSS px at zoom 1), positions relative to the parent card; a card's to the stage.
 */

/** Facts about state that the DOM carries (docs: DOM contract); `data-` is added by draw. Never styling hooks. */
export type Data = Readonly<Record<string, string>>

/** Hue of a type, or neutral. Accent (`now`) is separate: it is the one red on the screen. */
export type Tone = 'ink' | 'muted' | 'faint' | 'string' | 'hash' | 'list' | 'set' | 'zset' | 'stream' | 'database'

interface Placed {
  id: string
  x: number
  y: number
  /** 0..1 */
  opacity: number
  /** 0..1: how much of the accent it wears: just changed, just read. */
  now: number
  data?: Data
}

export interface Box extends Placed {
  kind: 'box'
  w: number
  h: number
  /** Corner radius. */
  r: number
  tone: Tone
  /** frame: outline only. fill: a tint of the tone. strip: title strip. bar: a solid mark. ghost: dashed, empty. */
  look: 'frame' | 'fill' | 'strip' | 'bar' | 'ghost'
}
export interface Text extends Placed {
  kind: 'text'
  text: string
  /** Widest it may be: draw never measures, layout cuts. */
  anchor: 'start' | 'middle' | 'end'
  size: 11 | 12.5 | 14 | 19
  tone: Tone
  font: 'mono' | 'sans'
  bold?: boolean
}
export interface Path extends Placed {
  kind: 'path'
  /** SVG path data relative to x, y; morphs only by position. */
  d: string
  tone: Tone
  arrow?: 'end' | 'both'
  dashed?: boolean
}
/** A TTL: drawn afresh each frame from Redis's clock, so it carries instants, not an angle. */
export interface Ring extends Placed {
  kind: 'ring'
  r: number
  tone: Tone
  /** ms since the epoch on Redis's clock. */
  from: number
  until: number
}
/** A group with its own children: a list element, a row, a member. Its text content is its children's. */
export interface Group extends Placed {
  kind: 'group'
  children: Mark[]
  /** What a click on it means: opens the editor on this part of the key. */
  edit?: { key: string; part: 'value' | 'field' | 'element' | 'score' | 'member' | 'ttl' | 'name'; at: string }
}
export type Mark = Box | Text | Path | Ring | Group

/** All that stands on the stage at one moment. */
export interface Frame {
  width: number
  height: number
  marks: Mark[]
}
