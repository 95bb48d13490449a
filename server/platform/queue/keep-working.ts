import { setTimeout } from 'node:timers/promises'
import type { Log } from '../log.ts'
import type { Runner } from './open-runner.ts'

const longestWaitMs = 5_000

/**
 * Opens another runner whenever one is lost. The lost one takes no more jobs, and those it has end in their own time.
 * Returns what ends all of them.
 */
export function keepWorking(first: Runner, open: () => Promise<Runner>, log: Log): () => Promise<void> {
  const stopping = new AbortController()
  const { signal } = stopping
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
  const ending = new Set<Promise<void>>()
  let runner: Runner | undefined = first

  function retire(lost: Runner): void {
    const end = lost.stop().finally(() => ending.delete(end))
    ending.add(end)
  }

  async function watch(): Promise<void> {
    while (runner) {
      await Promise.race([runner.lost, stopped])
      if (signal.aborted) return
      log.warn('lost the database while working on jobs')
      retire(runner)
      runner = await openAgain()
      if (runner) log.warn('working on jobs again')
    }
  }

  async function openAgain(): Promise<Runner | undefined> {
    for (let wait = 100; !signal.aborted; wait = Math.min(wait * 2, longestWaitMs)) {
      await setTimeout(wait, undefined, { signal }).catch(() => {})
      // A database that takes the call and says nothing must not keep the process from stopping.
      const opening = open().catch(() => undefined)
      const opened = await Promise.race([opening, stopped])
      if (opened) return opened
      if (signal.aborted) void opening.then((late) => late?.stop())
    }
    return undefined
  }

  const watching = watch()
  return async () => {
    stopping.abort()
    await watching
    if (runner) retire(runner)
    await Promise.all(ending)
  }
}
