/**
 * What a client of Postgres says, cut into messages: the first has no letter, each later one is a letter, a length and a
 * body. Source: PostgreSQL 18, "Frontend/Backend Protocol", 54.7 Message Formats.
 */

export interface Message {
  /** Of one byte; empty: the first of a connection. */
  letter: string
  /** Whole, as it came. */
  bytes: Buffer
}

/** Codes a first message has in the place of a version. */
const ASKS_FOR_TLS = [80_877_103, 80_877_104]
const CANCELS = 80_877_102

/** Takes bytes as they come, and gives the messages that are whole. */
export class Messages {
  #rest: Buffer = Buffer.alloc(0)
  #begun = false

  take(piece: Buffer): Message[] {
    this.#rest = Buffer.concat([this.#rest, piece])
    const whole: Message[] = []
    for (;;) {
      const lead = this.#begun ? 1 : 0
      if (this.#rest.length < lead + 4) return whole
      const end = lead + this.#rest.readUInt32BE(lead)
      if (this.#rest.length < end) return whole
      const bytes = this.#rest.subarray(0, end)
      this.#rest = this.#rest.subarray(end)
      whole.push({ letter: bytes.toString('latin1', 0, lead), bytes })
      this.#begun ||= firstOf(bytes) === 'start'
    }
  }
}

/** What the first message of a connection wants. */
export function firstOf(bytes: Buffer): 'start' | 'tls' | 'cancel' {
  const code = bytes.readUInt32BE(4)
  return ASKS_FOR_TLS.includes(code) ? 'tls' : code === CANCELS ? 'cancel' : 'start'
}

/** The settings of a start: user, database, `options` and the like. */
export function settingsOf(start: Buffer): Map<string, string> {
  const words = start.toString('utf8', 8).split('\0')
  const settings = new Map<string, string>()
  for (let i = 0; words[i]; i += 2) settings.set(words[i] ?? '', words[i + 1] ?? '')
  return settings
}

const message = (letter: string, body: Buffer): Buffer => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(letter, 'latin1'), length, body])
}

/** `AuthenticationOk` and `ReadyForQuery`: who comes is welcome. */
export const WELCOME = Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))])

/** What Postgres says to a statement that waited for longer than its session's `statement_timeout`. Its session is idle. */
export const TIMED_OUT = Buffer.concat([
  message('E', Buffer.from('SERROR\0VERROR\0C57014\0Mcanceling statement due to statement timeout\0\0')),
  message('Z', Buffer.from('I')),
])

/** A statement without values. */
export const query = (sql: string): Buffer => message('Q', Buffer.from(`${sql}\0`))

/** How a session stands after an answer, as its last message has it: I idle, T in a transaction, E in one that failed. */
export const standing = (answer: Buffer): string => answer.toString('latin1', answer.length - 1)
