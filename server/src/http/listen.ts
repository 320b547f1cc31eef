/** Listens on the wanted port, or on the next free one: a port taken by somebody else is no reason not to start. */
import type { Server } from 'node:http'
import { AccessError } from './access.ts'

const ATTEMPTS = 20

/**
 * @param port 0: any free one
 * @returns the port in use
 * @throws AccessError when none of the next 20 is free, or the address is not ours
 */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  for (let wanted = port; wanted <= Math.min(65_535, port + ATTEMPTS); wanted++) {
    const got = await attempt(server, host, wanted)
    if (got !== null) return got
  }
  throw new AccessError(`Ports ${port} to ${port + ATTEMPTS} are all taken. Choose one with PORT.`)
}

/** The port, or null when it is taken. */
function attempt(server: Server, host: string, port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null)
      else
        reject(new AccessError(`Cannot listen on ${host}:${port} (${error.code ?? error.message}). Set HOST and PORT.`))
    }
    server.once('error', failed)
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', failed)
      const address = server.address()
      resolve(address !== null && typeof address === 'object' ? address.port : port)
    })
  })
}

/** The address to open in a browser of this machine. */
export function urlOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}
