/**
 * A line of MONITOR: `1700000000.123456 [0 127.0.0.1:5000] "set" "key" "value"`, values escaped as sdscatrepr does. Lines
 * come by the hundred thousand in a storm, so what every line needs (address, command name) is read without parsing the
 * rest, which is done only for lines that become facts.
 * Source: https://redis.io/docs/latest/commands/monitor/
 */
import { type Bytes, fromRaw } from '@rdd/shared/bytes'

export interface LineHead {
  /** Database the command ran in. */
  db: number
  /** `ip:port` of the client, or `lua` for a call made by a script. */
  address: string
  /** Lower case. */
  name: string
}

const SPACE = 0x20
const QUOTE = 0x22
const BACKSLASH = 0x5c
const CLOSE = 0x5d

export function headOf(line: Buffer): LineHead {
  const open = line.indexOf(0x5b)
  const space = line.indexOf(SPACE, open)
  const close = line.indexOf(CLOSE, space)
  // an IPv6 address is printed as [::1]:port inside the brackets
  const end = line[space + 1] === 0x5b ? line.indexOf(CLOSE, close + 1) : close
  const start = line.indexOf(QUOTE, end) + 1
  const stop = line.indexOf(QUOTE, start)
  return {
    db: Number(line.toString('latin1', open + 1, space)),
    address: line.toString('latin1', space + 1, end),
    name: line.toString('latin1', start, stop).toLowerCase(),
  }
}

const SHORT: Record<string, number> = { n: 10, r: 13, t: 9, a: 7, b: 8 }

/** The arguments, the command's name first. At most `most` of them; `more` says how many were left out. */
export function argvOf(line: Buffer, most = 64): { args: Bytes[]; more: number } {
  const args: Bytes[] = []
  let more = 0
  let at = line.indexOf(QUOTE, line.indexOf(CLOSE))
  while (at >= 0 && at < line.length) {
    const raw: number[] = []
    const keep = args.length < most
    let i = at + 1
    for (; i < line.length && line[i] !== QUOTE; i += 1) {
      let byte = line[i] ?? 0
      if (byte === BACKSLASH) {
        i += 1
        const kind = String.fromCharCode(line[i] ?? 0)
        if (kind === 'x') {
          byte = Number.parseInt(line.toString('latin1', i + 1, i + 3), 16)
          i += 2
        } else byte = SHORT[kind] ?? line[i] ?? 0
      }
      if (keep) raw.push(byte)
    }
    if (keep) args.push(fromRaw(Uint8Array.from(raw)))
    else more += 1
    at = line.indexOf(QUOTE, i + 1)
  }
  return { args, more }
}
