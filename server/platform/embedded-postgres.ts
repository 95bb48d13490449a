import { mkdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { createDatabase } from '#server/platform/create-database.ts'
import { carryOn } from './embedded-postgres/carry-on.ts'
import { createCluster, hasCluster, readPassword } from './embedded-postgres/cluster.ts'
import { ownerIsAlive } from './embedded-postgres/owner.ts'
import {
  endPostmaster,
  findPostmaster,
  forgetLastPostmaster,
  type Postmaster,
} from './embedded-postgres/postmaster.ts'
import { chooseRunAs } from './embedded-postgres/run-as.ts'
import { underStartLock } from './embedded-postgres/start-lock.ts'
import { startPostmaster } from './embedded-postgres/start-postmaster.ts'

const defaultDatabase = 'lumiku'

export type EmbeddedPostgres = {
  /** Superuser URL of the `lumiku` database; other databases of the cluster differ in the path only. */
  url: string
  /** Whether this opening started the server. */
  owned: boolean
  /** Ends the server when it is ours and waits until it is gone; somebody else's goes on. */
  stop(): Promise<void>
}

/**
 * Opens the PostgreSQL that comes with Lumiku, with its files under `<dataDir>/postgres`, creating it at
 * first use. The first process to open a data folder owns the server; later ones share it, and one of
 * them carries it on at the same address when the owner ends first. A server whose owner died is replaced, so
 * that it always ends with the process that owns it.
 *
 * `durable: false` gives up fsync, for throw-away clusters only.
 *
 * Throws an Error that says what to do when the server cannot run here; setting DATABASE_URL avoids it.
 */
export async function openEmbeddedPostgres(
  dataDir: string,
  { durable = true } = {},
): Promise<EmbeddedPostgres> {
  await mkdir(dataDir, { recursive: true })
  const data = await realpath(dataDir)
  const cluster = join(data, 'postgres')
  const lock = join(data, 'postgres.lock')

  return underStartLock(lock, async () => {
    const running = await findPostmaster(cluster)
    if (running && (await ownerIsAlive(data))) {
      const shared = await share(data, running, () => openEmbeddedPostgres(data, { durable }))
      if (shared) return shared
    }
    if (running) await endPostmaster(running)
    await forgetLastPostmaster(cluster)

    const runAs = await chooseRunAs(cluster)
    if (!(await hasCluster(cluster))) await createCluster(data, runAs)
    const password = await readPassword(data)
    const postmaster = await startPostmaster(data, runAs, { durable })
    const url = await createDatabase(urlOf(postmaster, password, 'postgres'), defaultDatabase)

    let stopped: Promise<void> | undefined
    const stop = () => (stopped ??= underStartLock(lock, () => endPostmaster(postmaster), { insist: false }))
    return { url, owned: true, stop }
  })
}

/** Undefined when the server is on its way out, so that the caller starts another. */
async function share(
  data: string,
  running: Postmaster,
  reopen: () => Promise<EmbeddedPostgres>,
): Promise<EmbeddedPostgres | undefined> {
  const server = urlOf(running, await readPassword(data), 'postgres')
  const isThere = async () => (await findPostmaster(running.cluster))?.pid === running.pid
  try {
    const url = await createDatabase(server, defaultDatabase)
    return { url, owned: false, stop: carryOn(isThere, reopen) }
  } catch (error) {
    if ((await isThere()) && !isShuttingDown(error)) throw error
    return undefined
  }
}

function isShuttingDown(error: unknown): boolean {
  return /shutting down|connection (closed|refused)|terminating connection/i.test(String(error))
}

function urlOf({ port }: Postmaster, password: string, database: string): string {
  return `postgres://lumiku:${password}@127.0.0.1:${port}/${database}`
}
