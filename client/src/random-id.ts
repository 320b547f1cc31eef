/** 128 random bits, in hex. Works on plain http too, where crypto.randomUUID does not. */
export const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), n => n.toString(16).padStart(2, '0')).join('')
