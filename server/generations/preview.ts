import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { InvalidInput, type Preview } from '#apps/define-app.ts'
import { apps } from '#apps/server.ts'
import { FfmpegError } from '#media/ffmpeg/run-ffmpeg.ts'
import { Slots } from '#media/ffmpeg/slots.ts'
import { findAssets } from '#server/files/find-assets.ts'
import { issuesOf } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { invalid, Problem } from '#server/platform/problem.ts'
import { localCopy } from './open-studio.ts'
import { checkKinds } from './prepare.ts'

/** One look at a time and process: looks are free, runs are paid for. */
const looking = new Slots(1)
const longestSeconds = 60

/** A free look at what a run would do. Refuses what a run would refuse; 503 when it takes too long or too many wait. */
export async function preview(
  { db, config, storage }: Platform,
  accountId: string,
  { app: appId, name, body, gone }: { app: string; name: string; body: unknown; gone: AbortSignal },
): Promise<Record<string, unknown>> {
  const found = previewOf(appId, name)
  const parsed = found.input.safeParse(body)
  if (!parsed.success)
    throw new Problem('invalid_input', {
      detail: parsed.error.issues[0]?.message,
      issues: issuesOf(parsed.error),
    })
  const uses = found.assets(parsed.data)
  const assets = await findAssets(db, accountId, [...new Set(uses.map(({ assetId }) => assetId))])
  checkKinds(uses, assets)

  const late = AbortSignal.timeout(longestSeconds * 1000)
  const signal = AbortSignal.any([gone, late])
  try {
    return await looking.use(signal, async () => {
      const folder = join(config.data, 'work')
      await mkdir(folder, { recursive: true })
      const workDir = await mkdtemp(join(folder, 'look-'))
      try {
        const cacheDir = join(config.data, 'cache')
        const file = (assetId: string) => localCopy(storage, assets, assetId, workDir)
        return await found.look(parsed.data, {
          assets,
          workDir,
          cacheDir,
          cacheLimit: config.cacheLimit,
          signal,
          file,
        })
      } finally {
        await rm(workDir, { recursive: true, force: true })
      }
    })
  } catch (error) {
    if (error instanceof InvalidInput) throw invalid(error.path, error.message, error.details)
    if (late.aborted) throw new Problem('unavailable', { detail: 'A preview takes too long just now' }, 10)
    // Whoever asked has left; nobody reads the answer.
    if (gone.aborted) throw new Problem('unavailable', { detail: 'The request ended' }, 1)
    if (error instanceof FfmpegError)
      throw new Problem('unavailable', { detail: 'There is no preview of this clip' }, 60)
    throw error
  }
}

function previewOf(appId: string, name: string): Preview {
  const found = apps.find(({ manifest }) => manifest.id === appId && manifest.status === 'ready')?.previews?.[
    name
  ]
  if (!found) throw new Problem('not_found')
  return found
}
