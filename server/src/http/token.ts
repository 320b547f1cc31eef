/**
 * The token that lets people in where we listen for other machines. A browser keeps a key derived from it in a cookie
 * no script can read and no other site can send; the token itself is never stored there and never stands in a URL.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

const COOKIE = 'redis-deep-dive'
const YEAR_S = 365 * 24 * 3600

export type Tokens = {
  /** Is it the token? Takes the same time for every wrong one. */
  is(text: string): boolean
  /** Does the Cookie header hold the key derived from the token? */
  knownBy(cookies: string | undefined): boolean
  /** The Set-Cookie header for somebody who knew the token. */
  cookie(secure: boolean): string
}

export function createTokens(token: string): Tokens {
  const key = createHmac('sha256', token).update('the key a browser keeps').digest('base64url')
  return {
    is: text => same(text, token),
    knownBy: cookies =>
      (cookies ?? '')
        .split(/; */)
        .some(cookie => cookie.startsWith(`${COOKIE}=`) && same(cookie.slice(COOKIE.length + 1), key)),
    cookie: secure =>
      `${COOKIE}=${key}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${YEAR_S}${secure ? '; Secure' : ''}`,
  }
}

/** Equal, in a time that does not tell how much of it is. Hashing makes the lengths equal. */
const same = (a: string, b: string) => timingSafeEqual(sha256(a), sha256(b))
const sha256 = (text: string) => createHash('sha256').update(text).digest()
