/** The oldest Node that runs this. Imported first, and written so that an older Node still understands it. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `This is Node ${process.versions.node}. Redis Deep Dive needs Node 20.19 or newer: https://nodejs.org/en/download`,
  )
  process.exit(1)
}
