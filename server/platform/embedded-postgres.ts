import { mkdir, realpath } from 'node:fs/promises'
import { keepOpen, type Server, type Trouble } from './embedded-postgres/keep-open.ts'
import { openServer } from './embedded-postgres/open-server.ts'

export type EmbeddedPostgres = Pick<Server, 'url' | 'owned' | 'stop'>

/**
 * Opens the PostgreSQL that comes with Lumiku, with its files under `<dataDir>/postgres`, creating it at
 * first use. The first process to open a data folder owns the server; later ones share it. A server whose owner died
 * is replaced, so that it always ends with the process that owns it.
 *
 * As long as one of them is open, so is the server: when it dies, its owner starts it again, and when its owner ends,
 * one of those who share it does, at the same address. Both are told to `log`.
 *
 * `durable: false` gives up fsync, for throw-away clusters only.
 *
 * Throws an Error that says what to do when the server cannot run here; setting DATABASE_URL avoids it.
 */
export async function openEmbeddedPostgres(
  dataDir: string,
  { durable = true, log = console }: { durable?: boolean; log?: Trouble } = {},
): Promise<EmbeddedPostgres> {
  await mkdir(dataDir, { recursive: true })
  const data = await realpath(dataDir)
  const server = await openServer(data, { durable })
  const port = Number(new URL(server.url).port)
  const stop = keepOpen(server, (signal) => openServer(data, { durable, port, signal }), log)
  return { url: server.url, owned: server.owned, stop }
}
