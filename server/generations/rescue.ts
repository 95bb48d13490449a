import { failpoint } from '#failpoint'
import type { Platform } from '#server/platform/platform.ts'
import { sweepWork } from './sweep-work.ts'

const attempts = 3

/** Starts a sweep, several times a lease, that resumes what dead workers left and releases what failed too often. Returns how to stop it. */
export function keepRescuing(platform: Platform): () => void {
  const { db, config, log } = platform
  let sweeping = false
  async function sweep(): Promise<void> {
    if (sweeping) return
    sweeping = true
    try {
      const [row] =
        await db`select rescue_generations(${attempts}, make_interval(secs => ${config.leaseSeconds})) as rescued`
      if (row.rescued > 0) log.warn({ rescued: row.rescued }, 'took over runs of a lost worker')
      if (row.rescued > 0) await failpoint('swept')
      await sweepWork(platform)
    } catch (error) {
      log.warn({ err: error }, 'could not sweep for lost runs')
    } finally {
      sweeping = false
    }
  }
  void sweep()
  const clock = setInterval(sweep, (config.leaseSeconds * 1000) / 3)
  return () => clearInterval(clock)
}
