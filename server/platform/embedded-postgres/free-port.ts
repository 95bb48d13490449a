// Below the ports systems give to outgoing connections: one of those could sit on our address while the server is down,
// and a client that keeps trying a port of that range can even be connected to itself.
const lowest = 15_432
const highest = 32_767

/** The preferred port of the loopback when nothing listens there, or a random free one. */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred && isFree(preferred)) return preferred
  for (let tries = 0; tries < 100; tries++) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest + 1))
    if (isFree(port)) return port
  }
  throw new Error(`No free port was found between ${lowest} and ${highest}.`)
}

function isFree(port: number): boolean {
  try {
    Bun.listen({ hostname: '127.0.0.1', port, socket: { data() {} } }).stop(true)
    return true
  } catch {
    return false
  }
}
