import type { Db } from '#server/platform/db.ts'
import type { Client } from './client.ts'
import { spawnLumiku } from './processes.ts'
import { freePort, type TestServing } from './serving.ts'

export type Answer = Awaited<ReturnType<Client['post']>>

export interface Asking {
  path: string
  body?: unknown
}

/** POSTs that order something to be paid; they are tried apart from those that spend units. */
export const ordering = [
  '/api/credits/purchase',
  '/api/subscription/change-plan',
  '/api/subscription/create-payment',
  '/api/subscription/renew-payment',
  '/api/subscription/subscribe',
]

/** POSTs that give money back; they are tried where refunds are. */
export const refunding = ['/api/admin/refunds']

export const ask = (who: Client, { path, body }: Asking, key: string) =>
  who.post(path, body, { 'idempotency-key': key })

/** All of an answer that has to be the same when it is given again. */
export const said = ({ status, text }: Answer) => `${status} ${text}`

export const isReplayed = ({ headers }: Answer) => headers.get('idempotency-replayed') === 'true'

/** An API process of its own beside a test's application, on the same database and files, that can be killed and started again. */
export async function mortalApi({ data, platform }: TestServing) {
  const port = freePort()
  const url = `http://127.0.0.1:${port}`
  const env = {
    LUMIKU_ENV: 'test',
    LUMIKU_DATA: data,
    DATABASE_URL: platform.databaseUrl,
    PORT: String(port),
    PUBLIC_URL: url,
    DRAIN_SECONDS: '0',
    LOG_LEVEL: 'silent',
  }
  let api: ReturnType<typeof spawnLumiku>

  async function start() {
    api = spawnLumiku('api', env)
    while (!(await fetch(`${url}/health/ready`).catch(() => null))?.ok) {
      if (api.exitCode !== null) throw new Error(await new Response(api.stderr).text())
      await Bun.sleep(20)
    }
  }

  async function end(signal: 'SIGKILL' | 'SIGTERM') {
    api.kill(signal)
    await api.exited
  }

  await start()
  return { url, start, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}

/** Connections of the database that wait for somebody else's lock, the longest first, as soon as there are so many. */
export async function waitingBackends(db: Db, count: number, event: string): Promise<number[]> {
  for (;;) {
    const rows = await db`
      select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and wait_event = ${event} order by query_start`
    if (rows.length >= count) return rows.map(({ pid }: { pid: number }) => pid)
  }
}

/** Resolves when none waits any more. */
export async function noneWaiting(db: Db, event: string): Promise<void> {
  while ((await waitingBackends(db, 0, event)).length > 0);
}
