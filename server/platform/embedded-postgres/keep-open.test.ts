import { expect, test } from 'bun:test'
import { keepOpen, type Server } from './keep-open.ts'

/** A server that ends when told to. */
function server(): Server & { die(): void; stops: number } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return {
    url: '',
    owned: true,
    ended: () => promise,
    die: resolve,
    stops: 0,
    async stop() {
      this.stops++
    },
  }
}

function trouble() {
  const said: string[] = []
  return {
    said,
    warn: (_about: object, message: string) => said.push(`warn ${message}`),
    error: (_about: object, message: string) => said.push(`error ${message}`),
  }
}

test('a server that will not start is tried again, told as an error, until it does', async () => {
  const first = server()
  const next = server()
  const { promise: back, resolve } = Promise.withResolvers<void>()
  const log = trouble()
  let tries = 0
  const stop = keepOpen(
    first,
    async () => {
      if (++tries < 3) throw new Error('no room')
      resolve()
      return next
    },
    log,
  )
  first.die()
  await back
  await stop()
  expect(log.said.filter((line) => line.startsWith('error'))).toHaveLength(2)
  expect([first.stops, next.stops]).toEqual([0, 1])
})

test('stop does not wait for a server that will not start', async () => {
  const first = server()
  const { promise: tried, resolve } = Promise.withResolvers<void>()
  const stop = keepOpen(
    first,
    (signal) => {
      resolve()
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    },
    trouble(),
  )
  first.die()
  await tried
  await stop()
  expect(first.stops).toBe(1)
})

test('stop ends the server once, however often it is asked', async () => {
  const first = server()
  const stop = keepOpen(first, async () => server(), trouble())
  await Promise.all([stop(), stop()])
  expect(first.stops).toBe(1)
})
