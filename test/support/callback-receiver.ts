export interface CallbackReceiver {
  url: string
  /** Every message, as it came. */
  messages: { body: string; headers: Headers }[]
  last(): { body: string; headers: Headers }
  /** The next messages are answered so; then 200 again. */
  answer(...statuses: number[]): void
  /** Resolves when so many messages have come in all. */
  until(count: number): Promise<void>
  stop(): Promise<void>
}

/** Where a gateway sends word to, in place of Lumiku. */
export function receiveCallbacks(): CallbackReceiver {
  const messages: CallbackReceiver['messages'] = []
  const statuses: number[] = []
  const waiting = new Set<() => void>()
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    async fetch(request) {
      messages.push({ body: await request.text(), headers: new Headers(request.headers) })
      for (const look of waiting) look()
      return new Response(null, { status: statuses.shift() ?? 200 })
    },
  })
  return {
    url: `${server.url.origin}/callback`,
    messages,
    last() {
      const last = messages.at(-1)
      if (!last) throw new Error('No message has come yet')
      return last
    },
    answer: (...next) => void statuses.push(...next),
    until: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (messages.length < count) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    stop: () => server.stop(true),
  }
}
