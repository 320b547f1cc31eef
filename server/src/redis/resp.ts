/**
 * RESP, Redis's protocol, both ways. A command is an array of counted strings, so no argument can end it early or begin
 * another. What comes back is a stream of bytes cut anywhere, of RESP2 or RESP3 values.
 *
 * Two ideas in reading it. First, only what is whole is read: an unfinished string waits as the tail of the last chunk, and arrays that
 * are still open wait on a stack, so the size of the slices does not matter. Second, limits cut, they do not fail: what
 * lies past a limit is walked over without being kept and counted in `more`, so a GET of 500 MB costs 64 kB here and the
 * connection stays usable.
 * Source: https://redis.io/docs/latest/develop/reference/protocol-spec/
 */

/** A value as it came. `more`: what a limit left out: bytes of a string, elements of an array, pairs of a map. */
export type Raw = Line | Text | Many | Numeral | { t: 'bool'; v: boolean } | { t: 'null' }
export type Line = { t: 'simple' | 'error'; v: Buffer; more: number }
export type Numeral = { t: 'int' | 'double' | 'bignum'; v: string }
/** `format`: three letters, for `verbatim` only. */
export type Text = { t: 'bulk' | 'verbatim'; format: string; v: Buffer; more: number }
/** Values in a row; a map is flat: key, value, key, value. */
export type Many = { t: 'array' | 'set' | 'push' | 'map'; v: Raw[]; more: number }

/** One command as bytes for the socket. A string argument is sent as UTF-8. */
export function encode(argv: readonly (Uint8Array | string)[]): Buffer {
  const parts: Uint8Array[] = [Buffer.from(`*${argv.length}\r\n`)]
  for (const arg of argv) {
    const bytes = typeof arg === 'string' ? Buffer.from(arg) : arg
    parts.push(Buffer.from(`$${bytes.length}\r\n`), bytes, CRLF)
  }
  return Buffer.concat(parts)
}

export type Limits = {
  /** Bytes kept of one string or line. */
  readonly string: number
  /** Bytes kept of one whole reply. */
  readonly bytes: number
  /** Values kept of one whole reply. */
  readonly values: number
  /** Arrays open inside each other; those nested deeper come out empty. */
  readonly depth: number
}
export const limits: Limits = { string: 65_536, bytes: 524_288, values: 10_000, depth: 64 }

/** These bytes are no RESP: the connection that sent them can only be closed. */
export class ProtocolError extends Error {
  override name = 'ProtocolError'
}

/** An array being filled. `left`: values (a pair is two) still to come. */
type Open = { many: Many; left: number }

const NULL: Raw = { t: 'null' }
const TRUE: Raw = { t: 'bool', v: true }
const FALSE: Raw = { t: 'bool', v: false }
const EMPTY = Buffer.alloc(0)
const CRLF = Buffer.from('\r\n')
const CR = 13
const LF = 10
const UNTIL_LF = -1
/** Bytes: far more than any number Redis prints. */
const LONGEST_NUMERAL = 65_536

export class Decoder {
  readonly #limits: Limits
  /** Being read, from `#at`. */
  #buffer: Buffer = EMPTY
  #at = 0
  /** Received since; joined to the buffer once `#need` bytes of it are there. */
  #parked: Buffer[] = []
  #parkedSize = 0
  #need = 0
  #open: Open[] = []
  /** A reply complete but for what is still to be walked over. */
  #done: Raw | undefined
  /** Values still to be walked over, and bytes of the present one (or UNTIL_LF, counted into `#cut`). */
  #skip = 0
  #walk = 0
  #cut: Line | undefined
  /** Kept so far of this reply. */
  #bytes = 0
  #values = 0
  /** What `#length` read. */
  #n = 0

  constructor(own: Partial<Limits> = {}) {
    this.#limits = { ...limits, ...own }
  }

  /** Takes the next bytes of the stream; nobody may write to them afterwards. */
  push(chunk: Buffer): void {
    this.#parked.push(chunk)
    this.#parkedSize += chunk.length
  }

  /** The next whole value, or undefined until more bytes are pushed. Throws ProtocolError. */
  next(): Raw | undefined {
    if (this.#parked.length > 0 && this.#parkedSize >= this.#need) this.#take()
    while (this.#at < this.#buffer.length) {
      if (this.#walk !== 0) this.#walkOn()
      else if (!this.#value()) break
      if (this.#done !== undefined && this.#skip === 0 && this.#walk === 0) {
        const value = this.#done
        this.#done = undefined
        this.#bytes = 0
        this.#values = 0
        return value
      }
    }
    return undefined
  }

  /** Joins what was received to what is not read yet. */
  #take(): void {
    const rest = this.#buffer.length - this.#at
    const [only] = this.#parked
    if (rest > 0) this.#parked.unshift(this.#buffer.subarray(this.#at))
    this.#buffer = rest === 0 && this.#parked.length === 1 && only ? only : Buffer.concat(this.#parked)
    this.#parked = []
    this.#parkedSize = 0
    this.#need = 0
    this.#at = 0
  }

  /** Reads one header and, for a string, its bytes. False, and nothing read: they are not all there yet. */
  #value(): boolean {
    const type = this.#buffer[this.#at] ?? 0
    switch (type) {
      case 0x24: // $
      case 0x3d: // =
      case 0x21: // !
        return this.#string(type)
      case 0x2b: // +
        return this.#line('simple')
      case 0x3a: // :
        return this.#numeral('int')
      case 0x2d: // -
        return this.#line('error')
      case 0x2a: // *
        return this.#many('array', 1)
      case 0x3e: // >
        return this.#many('push', 1)
      case 0x25: // %
        return this.#many('map', 2)
      case 0x7e: // ~
        return this.#many('set', 1)
      case 0x2c: // ,
        return this.#numeral('double')
      case 0x28: // (
        return this.#numeral('bignum')
      case 0x5f: // _
        return this.#short(NULL, 3)
      case 0x23: // #
        return this.#short(this.#buffer[this.#at + 1] === 0x74 ? TRUE : FALSE, 4)
      case 0x7c: // | attributes: words about the value that follows, which redis-cli does not print either
        if (!this.#length()) return false
        this.#skip += 2 * this.#n
        return true
      default:
        throw new ProtocolError(`no RESP value begins with byte 0x${type.toString(16).padStart(2, '0')}`)
    }
  }

  /** Reads the number of a header line into `#n` and steps behind it. False: the line is not all there. */
  #length(): boolean {
    const buffer = this.#buffer
    let at = this.#at + 1
    const negative = buffer[at] === 0x2d
    if (negative) at += 1
    const first = at
    let n = 0
    for (; at < buffer.length; at++) {
      const byte = buffer[at] ?? 0
      if (byte >= 0x30 && byte <= 0x39) {
        n = n * 10 + byte - 0x30
        if (n > Number.MAX_SAFE_INTEGER) break
        continue
      }
      if (byte !== CR || at === first) break
      if (at + 1 === buffer.length) return false
      if (buffer[at + 1] !== LF) break
      this.#n = negative ? -n : n
      this.#at = at + 2
      return true
    }
    if (at === buffer.length) return false
    throw new ProtocolError(`no length: ${JSON.stringify(buffer.toString('latin1', this.#at, at + 1))}`)
  }

  #string(type: number): boolean {
    const start = this.#at
    if (!this.#length()) return false
    if (this.#n < 0) return this.#add(NULL, 0)
    const size = this.#n
    const from = this.#at
    const buffer = this.#buffer
    if (this.#skip > 0) {
      this.#skip -= 1
      this.#walk = size + 2
      return true
    }
    const kept = Math.min(size, this.#limits.string)
    const end = kept === size ? from + size + 2 : from + kept
    if (end > buffer.length) {
      this.#need = end - buffer.length
      this.#at = start
      return false
    }
    if (kept < size) this.#walk = size - kept + 2
    else this.#crlf(end)
    this.#at = end
    const more = size - kept
    if (type === 0x24) return this.#add({ t: 'bulk', format: '', v: buffer.subarray(from, from + kept), more }, kept)
    if (type === 0x21) return this.#add({ t: 'error', v: buffer.subarray(from, from + kept), more }, kept)
    const format = buffer.toString('latin1', from, from + 3)
    return this.#add({ t: 'verbatim', format, v: buffer.subarray(from + 4, from + kept), more }, kept)
  }

  #line(t: Line['t']): boolean {
    const buffer = this.#buffer
    const from = this.#at + 1
    const end = buffer.indexOf(LF, from)
    if (this.#skip > 0) {
      this.#skip -= 1
      this.#walk = UNTIL_LF
      return true
    }
    const room = from + this.#limits.string
    if (end >= 0 && end - 1 <= room) {
      this.#at = end + 1
      this.#crlf(end + 1)
      return this.#add({ t, v: buffer.subarray(from, end - 1), more: 0 }, end - from)
    }
    if (end < 0 && buffer.length <= room + 1) return false
    this.#cut = { t, v: buffer.subarray(from, room), more: -2 }
    this.#at = room
    this.#walk = UNTIL_LF
    return this.#add(this.#cut, this.#limits.string)
  }

  #numeral(t: Numeral['t']): boolean {
    const from = this.#at + 1
    const end = this.#buffer.indexOf(LF, from)
    if (end < 0) {
      if (this.#buffer.length - from > LONGEST_NUMERAL) throw new ProtocolError('a number does not end')
      return false
    }
    this.#crlf(end + 1)
    this.#at = end + 1
    return this.#add({ t, v: this.#buffer.toString('latin1', from, end - 1) }, end - from)
  }

  #short(value: Raw, size: number): boolean {
    const end = this.#at + size
    if (end > this.#buffer.length) return false
    this.#crlf(end)
    this.#at = end
    return this.#add(value, 0)
  }

  #many(t: Many['t'], each: 1 | 2): boolean {
    if (!this.#length()) return false
    const n = this.#n
    if (n < 0) return this.#add(NULL, 0)
    if (this.#skip > 0) this.#skip += each * n - 1
    else if (n === 0) this.#add({ t, v: [], more: 0 }, 0)
    else if (this.#open.length >= this.#limits.depth) {
      this.#add({ t, v: [], more: n }, 0)
      this.#skip += each * n
    } else this.#open.push({ many: { t, v: [], more: 0 }, left: each * n })
    return true
  }

  /** Puts a value where it belongs: into the innermost open array, closing those it fills. */
  #add(value: Raw, bytes: number): true {
    if (this.#skip > 0) {
      this.#skip -= 1
      return true
    }
    this.#bytes += bytes
    let whole = value
    for (;;) {
      this.#values += 1
      const open = this.#open.at(-1)
      if (open === undefined) {
        this.#done = whole
        return true
      }
      open.many.v.push(whole)
      open.left -= 1
      if (open.left > 0) break
      this.#open.pop()
      whole = open.many
    }
    if (this.#values >= this.#limits.values || this.#bytes >= this.#limits.bytes) this.#overflow()
    return true
  }

  /** The reply is full: closes every open array as it stands and says what each lacks. */
  #overflow(): void {
    let inner: Many | undefined
    for (let open = this.#open.pop(); open !== undefined; open = this.#open.pop()) {
      const { many } = open
      if (inner !== undefined) {
        many.v.push(inner)
        open.left -= 1
      }
      this.#skip += open.left
      const halfPair = many.t === 'map' && many.v.length % 2 === 1
      if (halfPair) many.v.pop()
      many.more = many.t === 'map' ? Math.ceil(open.left / 2) : open.left
      inner = many
    }
    this.#done = inner
  }

  #walkOn(): void {
    const left = this.#buffer.length - this.#at
    if (this.#walk > 0) {
      const step = Math.min(this.#walk, left)
      this.#at += step
      this.#walk -= step
      return
    }
    const end = this.#buffer.indexOf(LF, this.#at)
    const step = end < 0 ? left : end + 1 - this.#at
    this.#at += step
    if (this.#cut !== undefined) this.#cut.more += step
    if (end < 0) return
    this.#walk = 0
    this.#cut = undefined
  }

  /** Every value ends in CRLF; where it does not, we have lost our place. `end`: just behind it. */
  #crlf(end: number): void {
    if (this.#buffer[end - 2] !== CR || this.#buffer[end - 1] !== LF)
      throw new ProtocolError('a value does not end in CRLF')
  }
}
