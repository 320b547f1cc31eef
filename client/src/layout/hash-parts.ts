/** HashParts: the ids of the rows and cells of a hash, by which motion finds them. */
import { type Piece, pieceHead, pieceId } from '@rdd/shared/keyspace/view'

export type Cell = 'name' | 'value'

/** Of the row, and of a cell, of a field known by its id. */
export const rowOf = (id: string): string => `f:${id}`
export const cellOf = (id: string, cell: Cell): string => `${cell}:${id}`

export const partOf = (field: Piece): string => rowOf(pieceId(field))
export const cellPart = (field: Piece, cell: Cell): string => cellOf(pieceId(field), cell)
/** Of the words that say what was put: another value, other words, which come anew. */
export const putPart = (field: Piece, to: Piece): string => `put:${pieceId(field)}:${pieceHead(to)}`
