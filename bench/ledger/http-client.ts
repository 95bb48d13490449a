/** A keep-alive HTTP/1.1 connection that costs its own process as little as possible, so that a bench measures the server. */
export interface Connection {
  /** Sends one request and resolves to its status and body. One at a time. */
  ask(request: string): Promise<{ status: number; body: string }>
  close(): void
}

export async function connect(port: number): Promise<Connection> {
  let heard = ''
  let waiting: {
    resolve(answer: { status: number; body: string }): void
    reject(error: Error): void
  } | null = null
  const decoder = new TextDecoder('latin1')

  const socket = await Bun.connect({
    hostname: '127.0.0.1',
    port,
    socket: {
      data(_socket, bytes) {
        heard += decoder.decode(bytes)
        const head = heard.indexOf('\r\n\r\n')
        if (head < 0) return
        const length = Number(/content-length: (\d+)/i.exec(heard.slice(0, head))?.[1] ?? 0)
        if (heard.length < head + 4 + length) return
        const answer = { status: Number(heard.slice(9, 12)), body: heard.slice(head + 4, head + 4 + length) }
        heard = heard.slice(head + 4 + length)
        const asker = waiting
        waiting = null
        asker?.resolve(answer)
      },
      close: () => waiting?.reject(new Error('the server closed the connection')),
      error: (_socket, error) => waiting?.reject(error),
    },
  })
  return {
    ask(request) {
      const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>()
      waiting = { resolve, reject }
      socket.write(request)
      return promise
    },
    close: () => socket.end(),
  }
}

/** A request as bytes on the wire. */
export function wire(method: string, path: string, headers: Record<string, string>, body = ''): string {
  const all = {
    host: '127.0.0.1',
    ...headers,
    ...(body
      ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }
      : {}),
  }
  return `${method} ${path} HTTP/1.1\r\n${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n${body}`
}
