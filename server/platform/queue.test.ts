import { afterEach, beforeEach, expect, test } from 'bun:test'
import { type Db, openDb } from '#server/platform/db.ts'
import { openLog } from '#server/platform/log.ts'
import { unlockAbandoned } from '#server/platform/queue/unlock-abandoned.ts'
import { openQueue } from '#server/platform/queue.ts'
import { freshDatabase } from '#test/support/database.ts'
import { type TcpProxy, tcpProxy } from '#test/support/tcp-proxy.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let wire: TcpProxy
let db: Db
let queue: { stop(): Promise<void> } | undefined

beforeEach(async () => {
  database = await freshDatabase()
  const { hostname, port } = new URL(database.url)
  wire = await tcpProxy({ hostname, port: Number(port) })
  db = openDb(database.url, { max: 2 })
})
afterEach(async () => {
  wire.mend()
  await queue?.stop()
  queue = undefined
  wire.stop()
  await db.close()
  await database.drop()
})

/** Works on the jobs of one task through the wire. Returns where jobs report that they began, and how one is let go. */
async function work() {
  const began = new Map<string, PromiseWithResolvers<void>>()
  const end = new Map<string, PromiseWithResolvers<void>>()
  const of = (map: typeof began, name: string) => {
    const known = map.get(name) ?? Promise.withResolvers<void>()
    map.set(name, known)
    return known
  }
  const at = new URL(database.url)
  at.port = String(wire.port)
  const tasks = {
    errand: async (payload: unknown) => {
      const { name } = payload as { name: string }
      of(began, name).resolve()
      await of(end, name).promise
    },
  }
  queue = await openQueue(at.href, { tasks, clocks: [] }, { concurrency: 2, db, log: openLog('silent') })
  return {
    began: (name: string) => of(began, name).promise,
    end: (name: string) => of(end, name).resolve(),
  }
}

async function add(name: string) {
  await db`select graphile_worker.add_job('errand', json_build_object('name', ${name}::text))`
}

async function left(): Promise<number> {
  const [row] = await db`select count(*)::int as left from graphile_worker._private_jobs`
  return row.left
}

test('a job that ends while the database is away harms nobody, and work goes on when it is back', async () => {
  const { began, end } = await work()
  await add('interrupted')
  await began('interrupted')
  wire.cut()
  end('interrupted')
  await add('later')
  end('later')
  wire.mend()
  // What could not be told, and what was handed out just then, is done again once its runner is known to be dead.
  while ((await left()) > 0) {
    await db`update graphile_worker._private_jobs set locked_at = locked_at - interval '1 minute'`
    await unlockAbandoned(db)
    await Bun.sleep(10)
  }
  await began('later')
})

test('what a runner that died had taken is done by another within a minute', async () => {
  await add('taken')
  await db`update graphile_worker._private_jobs set locked_by = 'pool-dead', locked_at = now() - interval '1 minute'`
  const { began, end } = await work()
  end('taken')
  await began('taken')
  while ((await left()) > 0) await Bun.sleep(10)
})

test('a runner that lives keeps what it works on, however long it takes', async () => {
  const { began, end } = await work()
  await add('long')
  await began('long')
  await db`update graphile_worker._private_jobs set locked_at = now() - interval '1 day'`
  expect(await unlockAbandoned(db)).toBe(0)
  end('long')
  while ((await left()) > 0) await Bun.sleep(10)
})

test('stop does not wait for a database that is away', async () => {
  const { began, end } = await work()
  await add('last')
  await began('last')
  wire.cut()
  end('last')
  await queue?.stop()
  queue = undefined
})
