import { setTimeout } from 'node:timers/promises'

/** A database server as one process has it. */
export interface Server {
  /** Superuser URL of the `lumiku` database; other databases of the cluster differ in the path only. */
  url: string
  /** Whether this opening started the server. */
  owned: boolean
  /** Resolves when the server has ended, whoever ended it, or when the signal aborts. */
  ended(signal: AbortSignal): Promise<void>
  /** Ends the server when it is ours and waits until it is gone; somebody else's goes on. */
  stop(): Promise<void>
}

export interface Trouble {
  warn(about: object, message: string): void
  error(about: object, message: string): void
}

const longestWaitMs = 5_000
/** A server that lives this long has recovered: the next time it dies it is started at once again. */
const soundMs = 5_000

/**
 * Opens a server again whenever it ends: the first time at once, and at longer and longer intervals when it keeps
 * dying or will not start. Returns what ends the watch, and the server if it is ours by then.
 */
export function keepOpen(
  first: Server,
  reopen: (signal: AbortSignal) => Promise<Server>,
  log: Trouble,
): () => Promise<void> {
  const stopping = new AbortController()
  const { signal } = stopping
  let server = first
  let failures = 0

  async function watch(): Promise<void> {
    for (;;) {
      const since = performance.now()
      await Promise.race([server.ended(signal), aborted(signal)])
      if (signal.aborted) return
      log.warn({ owned: server.owned }, 'the database server ended and is started again')
      if (performance.now() - since > soundMs) failures = 0
      await openAgain()
      if (signal.aborted) return
      log.warn({ owned: server.owned }, 'the database server is back')
    }
  }

  async function openAgain(): Promise<void> {
    while (!signal.aborted) {
      if (failures > 0) await pause(Math.min(125 * 2 ** failures, longestWaitMs), signal)
      failures++
      try {
        server = await reopen(signal)
        return
      } catch (error) {
        if (!signal.aborted) log.error({ err: error }, 'the database server could not be started again')
      }
    }
  }

  const watching = watch()
  let stopped: Promise<void> | undefined
  return () => {
    stopping.abort()
    stopped ??= watching.then(() => server.stop())
    return stopped
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal, ref: false }).catch(() => {})
}
