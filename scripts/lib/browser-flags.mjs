/** Flags for Chromium: no sandbox, since it runs as root in containers; and nothing it does besides showing the page. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-gpu',
]
