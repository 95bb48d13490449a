import { expect, test } from 'bun:test'
import { openDb } from '#server/platform/db.ts'
import { openListener } from '#server/platform/listen.ts'
import { openLog } from '#server/platform/log.ts'
import { freshDatabase } from '#test/support/database.ts'
import { tcpProxy } from '#test/support/tcp-proxy.ts'

test('a listener hears again after the database was away, and says that it may have missed something', async () => {
  const database = await freshDatabase()
  const at = new URL(database.url)
  const wire = await tcpProxy({ hostname: at.hostname, port: Number(at.port) })
  at.port = String(wire.port)
  const db = openDb(database.url, { max: 1 })
  const listener = await openListener(at.href, ['bells'], openLog('silent'))
  try {
    const heard = (): Promise<string> =>
      new Promise((resolve) => {
        const deaf = listener.on('bells', (message) => {
          deaf()
          resolve(message)
        })
      })
    const first = heard()
    await db`select pg_notify('bells', 'before')`
    expect(await first).toBe('before')

    const reconnected = new Promise<void>((resolve) => listener.onReconnect(resolve))
    wire.cut()
    wire.mend()
    await reconnected
    const second = heard()
    await db`select pg_notify('bells', 'after')`
    expect(await second).toBe('after')
  } finally {
    await listener.close()
    wire.stop()
    await db.close()
    await database.drop()
  }
})
