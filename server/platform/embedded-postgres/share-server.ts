import { createDatabase } from '#server/platform/create-database.ts'
import { readPassword } from './cluster.ts'
import type { Server } from './keep-open.ts'
import { findPostmaster, type Postmaster } from './postmaster.ts'
import { urlOf } from './url-of.ts'

const lookEveryMs = 250
const recoveryMs = 120_000

/**
 * Uses the server that another process owns, once it has recovered if it is recovering. Undefined when it is on its way
 * out, so that the caller starts another.
 */
export async function shareServer(data: string, running: Postmaster): Promise<Server | undefined> {
  const server = urlOf(running, await readPassword(data), 'postgres')
  const isThere = async () => (await findPostmaster(running.cluster))?.pid === running.pid
  const giveUp = performance.now() + recoveryMs
  for (;;) {
    try {
      const url = await createDatabase(server, 'lumiku')
      return { url, owned: false, ended: (signal) => seenEnding(isThere, signal), stop: async () => {} }
    } catch (error) {
      if (!(await isThere()) || isShuttingDown(error)) return undefined
      if (!isRecovering(error) || performance.now() > giveUp) throw error
      await Bun.sleep(50)
    }
  }
}

/** Somebody else's child cannot be waited for, only looked at. */
async function seenEnding(isThere: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setInterval(async () => {
    if (!(await isThere().catch(() => true))) resolve()
  }, lookEveryMs)
  timer.unref()
  signal.addEventListener('abort', () => resolve(), { once: true })
  await promise
  clearInterval(timer)
}

function isShuttingDown(error: unknown): boolean {
  return /shutting down|connection (closed|refused)|terminating connection/i.test(String(error))
}

function isRecovering(error: unknown): boolean {
  return /starting up|not yet accepting|recovery mode/.test(String(error))
}
