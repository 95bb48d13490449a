import type { Progress } from '#apps/define-app.ts'
import { failpoint } from '#failpoint'
import type { Platform } from '#server/platform/platform.ts'
import type { GenerationRow } from './rows.ts'

/** Why a run was stopped from outside: its owner or another worker ended it, or this process is going down. */
export type Stop = 'lost' | 'shutdown'

export interface Lease {
  /** Aborts when the run is no longer ours, or the process is going down. */
  signal: AbortSignal
  stopped(): Stop | null
  /** Notes how far the run is; it reaches the database with the next renewal. */
  progress(progress: Progress): void
  /** Asks at once whether the run is still ours. */
  ask(): Promise<void>
  /** Stops renewing. */
  let(): void
}

const tellEveryMs = 400

/**
 * Keeps a run ours: renews its lease three times a period, sooner when there is progress to tell. A renewal that says the
 * run is not ours, a cancel heard from another process, or a database that cannot be reached for a whole period stops the work.
 */
export function holdLease(
  { db, listener, config, log }: Platform,
  run: GenerationRow,
  shutdown: AbortSignal,
): Lease {
  const abort = new AbortController()
  const period = config.leaseSeconds * 1000
  let why: Stop | null = null
  let latest: Progress = { fraction: run.progress, stage: 'starting' }
  let changed = true
  let renewedAt = Date.now()
  let renewing: Promise<void> | null = null

  function stop(reason: Stop): void {
    if (why !== null) return
    why = reason
    abort.abort(new Error(`run ${reason}`))
  }

  async function renew(): Promise<void> {
    changed = false
    const { fraction, stage, eta } = latest
    try {
      const [row] = await db`
        select report_progress(${run.id}, ${run.attempt}, make_interval(secs => ${config.leaseSeconds}),
          ${Math.min(1, Math.max(0, fraction))}::real, ${stage}, ${eta === undefined ? null : Math.round(eta)}) as ours`
      await failpoint('lease-renewed')
      if (!row.ours) return stop('lost')
      renewedAt = Date.now()
    } catch (error) {
      changed = true
      log.warn({ err: error, generation: run.id }, 'could not renew a lease')
      if (Date.now() - renewedAt > period) stop('lost')
    }
  }

  const clock = setInterval(() => {
    if (renewing || why !== null) return
    if (!changed && Date.now() - renewedAt < period / 3) return
    renewing = renew().finally(() => {
      renewing = null
    })
  }, tellEveryMs)
  const deaf = listener.on('generations', (message) => {
    const { generationId, kind } = JSON.parse(message)
    if (generationId === run.id && kind === 'done') stop('lost')
  })
  const goingDown = () => stop('shutdown')
  if (shutdown.aborted) goingDown()
  shutdown.addEventListener('abort', goingDown, { once: true })

  return {
    signal: abort.signal,
    stopped: () => why,
    progress(next) {
      latest = { ...next, fraction: Math.max(latest.fraction, next.fraction) }
      changed = true
    },
    async ask() {
      await renewing
      if (why === null) await renew()
    },
    let() {
      clearInterval(clock)
      deaf()
      shutdown.removeEventListener('abort', goingDown)
    },
  }
}
