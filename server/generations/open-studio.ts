import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Output, Studio } from '#apps/define-app.ts'
import { apps } from '#apps/server.ts'
import { failpoint } from '#failpoint'
import { discard } from '#server/files/discard.ts'
import { findAssets, type StoredAsset } from '#server/files/find-assets.ts'
import { keepOutput } from '#server/files/keep-output.ts'
import { openBytes } from '#server/files/open-bytes.ts'
import type { Platform } from '#server/platform/platform.ts'
import type { Lease } from './lease.ts'
import type { GenerationRow } from './rows.ts'

export interface OpenStudio extends Studio {
  failures: { position: number; reason: string }[]
}

/** What the app is handed for one run: its files, a place to work, and a way to hand over results. */
export async function openStudio(
  platform: Platform,
  run: GenerationRow,
  lease: Lease,
  workDir: string,
): Promise<OpenStudio> {
  const { db, config, storage } = platform
  const assets = await findAssets(db, run.account_id, assetIdsOf(run))
  const done: { position: number }[] =
    await db`select position from generation_outputs where generation_id = ${run.id}`
  const cacheDir = join(config.data, 'cache')
  await mkdir(cacheDir, { recursive: true })
  const failures: OpenStudio['failures'] = []

  return {
    assets,
    delivered: new Set(done.map(({ position }) => position)),
    workDir,
    cacheDir,
    cacheLimit: config.cacheLimit,
    signal: lease.signal,
    failures,
    progress: lease.progress,
    file: (assetId) => localCopy(storage, assets, assetId, workDir),
    deliver: (output) => deliver(platform, run, lease, output),
    fail: (position, reason) => void failures.push({ position, reason }),
    async attach(name, text) {
      await db`
        insert into generation_attachments (generation_id, name, body) values (${run.id}, ${name}, ${text})
        on conflict (generation_id, name) do update set body = excluded.body`
    },
  }
}

/** Bytes first, then one call that makes them the owner's. When that call says no, the bytes go again. */
async function deliver(platform: Platform, run: GenerationRow, lease: Lease, output: Output): Promise<void> {
  lease.signal.throwIfAborted()
  await failpoint('output-made')
  const asset = await keepOutput(platform, output)
  await failpoint('output-stored')
  const [row] = await platform.db`
    select deliver_output(${run.id}, ${run.attempt}, ${output.index}, ${JSON.stringify(asset)}::text::jsonb,
      ${JSON.stringify(output.recipe ?? {})}::text::jsonb) as delivered`
  if (row.delivered) return failpoint(output.index === 0 ? 'first-delivered' : 'delivered')
  await discard(platform.storage, [asset.storageKey, asset.thumbnailKey])
  // Who slept through a lease hears it here first: nothing more is made for a run that is another's.
  await lease.ask()
  lease.signal.throwIfAborted()
}

/** Where a file of the account can be read, for as long as `workDir` is there. */
export async function localCopy(
  storage: Platform['storage'],
  assets: ReadonlyMap<string, StoredAsset>,
  assetId: string,
  workDir: string,
) {
  const asset = assets.get(assetId)
  if (!asset) throw new Error(`the run names no file ${assetId}`)
  const copy = asset.packing
    ? await unpacked(storage, asset, workDir)
    : await storage.local(asset.storageKey, workDir)
  await failpoint('file-fetched')
  return copy
}

/** A film that is stored as a rule is written out for whoever reads files. */
async function unpacked(storage: Platform['storage'], asset: StoredAsset, workDir: string): Promise<string> {
  const { id, storageKey: key, bytes: size, packing } = asset
  const copy = join(workDir, `${id}.mp4`)
  if (!(await Bun.file(copy).exists()))
    await Bun.write(copy, new Response((await openBytes(storage, { key, size, packing })).read()))
  return copy
}

function assetIdsOf(run: GenerationRow): string[] {
  const action = apps.find(({ manifest }) => manifest.id === run.app)?.actions[run.action]
  return action ? [...new Set(action.assets(run.input).map(({ assetId }) => assetId))] : []
}
