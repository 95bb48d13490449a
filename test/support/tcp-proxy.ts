import type { Socket } from 'bun'

/** A wire to a server that can be cut, clogged and mended. */
export interface TcpProxy {
  port: number
  /** Ends every connection and refuses new ones. */
  cut(): void
  /** Takes what is sent and passes nothing on, in either direction. */
  clog(): void
  /** Lets everything through again, what was clogged first. */
  mend(): void
  stop(): void
}

interface Side {
  other: Socket<Side> | null
  waiting: Uint8Array[]
}

export async function tcpProxy(target: { hostname: string; port: number }): Promise<TcpProxy> {
  let state: 'open' | 'cut' | 'clogged' = 'open'
  const sockets = new Set<Socket<Side>>()

  const handlers = {
    data(socket: Socket<Side>, bytes: Uint8Array) {
      socket.data.waiting.push(new Uint8Array(bytes))
      flush(socket)
    },
    drain(socket: Socket<Side>) {
      if (socket.data.other) flush(socket.data.other)
    },
    close(socket: Socket<Side>) {
      sockets.delete(socket)
      socket.data.other?.end()
    },
    error() {},
  }

  function flush(from: Socket<Side>) {
    const to = from.data.other
    if (state !== 'open' || !to) return
    while (from.data.waiting.length > 0) {
      const bytes = from.data.waiting[0] as Uint8Array
      const written = to.write(bytes)
      if (written < bytes.length) {
        from.data.waiting[0] = bytes.subarray(Math.max(0, written))
        return
      }
      from.data.waiting.shift()
    }
  }

  const listener = Bun.listen<Side>({
    hostname: '127.0.0.1',
    port: 0,
    socket: {
      ...handlers,
      async open(socket) {
        socket.data = { other: null, waiting: [] }
        if (state === 'cut') return void socket.terminate()
        sockets.add(socket)
        try {
          const onward = await Bun.connect<Side>({
            ...target,
            data: { other: socket, waiting: [] },
            socket: handlers,
          })
          sockets.add(onward)
          socket.data.other = onward
          flush(socket)
        } catch {
          socket.end()
        }
      },
    },
  })

  return {
    port: listener.port,
    cut() {
      state = 'cut'
      for (const socket of sockets) socket.terminate()
    },
    clog() {
      state = 'clogged'
    },
    mend() {
      state = 'open'
      for (const socket of sockets) flush(socket)
    },
    stop() {
      listener.stop(true)
    },
  }
}
