import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { App } from '#apps/define-app.ts'
import { apps } from '#apps/server.ts'
import { failpoint } from '#failpoint'
import { isUnreachable } from '#server/platform/db.ts'
import type { Platform } from '#server/platform/platform.ts'
import { endGeneration } from './end.ts'
import { holdLease } from './lease.ts'
import { type OpenStudio, openStudio } from './open-studio.ts'
import type { GenerationRow } from './rows.ts'

/**
 * Does the work of one queued run, from claim to end. Safe to call for any id at any time: a run that is not queued is left
 * alone, and every write carries the attempt number, so a worker that lost its lease can change nothing any more.
 */
export async function performGeneration(
  platform: Platform,
  id: string,
  shutdown: AbortSignal,
): Promise<void> {
  await failpoint('taken')
  const run = await claim(platform, id)
  if (!run) return
  await failpoint('claimed')
  const log = platform.log.child({ generation: id, model: run.model_key, attempt: run.attempt })
  const finished = platform.metrics.runSeconds.startTimer({ model: run.model_key })
  const lease = holdLease(platform, run, shutdown)
  let workDir: string | undefined
  let studio: OpenStudio | undefined

  // From here on the lease renews itself: whatever fails must let it go.
  try {
    await mkdir(join(platform.config.data, 'work'), { recursive: true })
    workDir = await mkdtemp(join(platform.config.data, 'work', `${id}-`))
    await failpoint('folder-made')
    studio = await openStudio(platform, run, lease, workDir)
    await failpoint('studio-open')
    await actionOf(run).run(run.input, studio)
    lease.signal.throwIfAborted()
    await failpoint('made')
    await endGeneration(platform, run, { failures: studio.failures })
    await failpoint('ended')
    log.info('generation ended')
  } catch (error) {
    if (lease.stopped() === 'shutdown') {
      await failpoint('handing-back')
      await platform.db`select requeue_generation(${id}, ${run.attempt})`
      await failpoint('handed-back')
      log.info('generation handed back to the queue')
    } else if (lease.stopped() === 'lost') {
      await failpoint('cancelled')
      log.info('generation ended elsewhere')
    } else if (isUnreachable(error)) {
      // The run is not to blame: once its lease has run out it is taken up again, with what was delivered.
      log.warn({ err: error }, 'generation lost the database')
    } else {
      log.error({ err: error }, 'generation failed')
      await endGeneration(platform, run, { error: { code: 'run_failed' }, failures: studio?.failures })
    }
  } finally {
    lease.let()
    finished()
    if (workDir) await rm(workDir, { recursive: true, force: true })
  }
}

async function claim({ db, config }: Platform, id: string): Promise<GenerationRow | null> {
  const [row] = await db`select * from claim_generation(${id}, make_interval(secs => ${config.leaseSeconds}))`
  return row ?? null
}

function actionOf({ app: appId, action: actionId }: GenerationRow): App['actions'][string] {
  const action = apps.find(({ manifest }) => manifest.id === appId)?.actions[actionId]
  if (!action) throw new Error(`no action ${appId}/${actionId}`)
  return action
}
