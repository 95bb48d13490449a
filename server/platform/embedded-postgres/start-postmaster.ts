import { open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { clusterName } from './cluster-name.ts'
import { freePort } from './free-port.ts'
import { lastPort, recordOwner } from './owner.ts'
import { findPostmaster, type Postmaster } from './postmaster.ts'
import type { RunAs } from './run-as.ts'
import { settings } from './settings.ts'

// Replaying the log of a large crash takes its time.
const readyMs = 120_000
const youngOrphansMs = 10_000
const logLimitBytes = 8 * 1024 * 1024

export interface Start {
  durable: boolean
  /** The only port that will do; otherwise the last one is taken, and another when that is not free. */
  port?: number
  /** Gives up starting. */
  signal?: AbortSignal
}

export type Started = Postmaster & {
  /** Resolves when the server has ended. */
  ended: Promise<void>
}

/** Starts the server of `<data>/postgres` and waits until it answers. It ends when this process dies. */
export async function startPostmaster(data: string, runAs: RunAs, start: Start): Promise<Started> {
  const giveUpOnOrphans = performance.now() + youngOrphansMs
  let port = start.port ?? (await freePort(await lastPort(data)))
  for (;;) {
    await recordOwner(data, port)
    const outcome = await tryToStart(data, runAs, { ...start, port })
    if ('pid' in outcome) return outcome
    if (/could not bind|could not create any TCP/.test(outcome.said) && !start.port) {
      port = await freePort()
    } else if (/shared memory block/.test(outcome.said) && performance.now() < giveUpOnOrphans) {
      // Children of a server that was killed before they had a title of their own are still on their way out.
      await Bun.sleep(100)
    } else {
      throw new Error(`The database did not start. It said:\n${outcome.said.trim()}`)
    }
  }
}

async function tryToStart(
  data: string,
  { binaries, prefix }: RunAs,
  { port, durable, signal }: Start & { port: number },
): Promise<Started | { said: string }> {
  const cluster = join(data, 'postgres')
  const log = await openLog(data)
  const options = settings({
    name: clusterName(cluster),
    port,
    durable,
    statistics: binaries.hasLibrary('pg_stat_statements'),
  })
  const command = [...prefix, ...tiedToUs(), binaries.postgres, '-D', cluster, ...options]
  const server = Bun.spawn(command, {
    // Its own session: Ctrl-C in the terminal is for Lumiku, which stops the server after its own work.
    detached: true,
    cwd: '/',
    env: { LC_ALL: 'C' },
    stdio: ['ignore', log.file.fd, log.file.fd],
  })
  server.unref()
  await log.file.close()

  const end = performance.now() + readyMs
  while (server.exitCode === null && server.signalCode === null) {
    const found = await findPostmaster(cluster)
    if (found?.pid === server.pid && found.ready) return { ...found, ended: server.exited.then(() => {}) }
    if (signal?.aborted) {
      server.kill('SIGINT')
      await server.exited
      signal.throwIfAborted()
    }
    if (performance.now() > end) {
      server.kill('SIGQUIT')
      await server.exited
      return { said: `${await log.tail()}\nIt was not ready after ${readyMs / 1000} s.` }
    }
    await Bun.sleep(5)
  }
  return { said: await log.tail() }
}

// Comes after the change of user, which would undo it. Where setpriv is not to be had, the next process
// to open the cluster ends a server whose owner died.
function tiedToUs(): string[] {
  const setpriv = process.platform === 'linux' ? Bun.which('setpriv') : undefined
  return setpriv ? [setpriv, '--pdeathsig=INT', '--'] : []
}

async function openLog(data: string) {
  const path = join(data, 'postgres.log')
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  )
  if (size > logLimitBytes) await rename(path, `${path}.1`)
  const start = size > logLimitBytes ? 0 : size
  return {
    file: await open(path, 'a', 0o600),
    tail: async () => (await readFile(path)).subarray(start).toString(),
  }
}
