import { rm } from 'node:fs/promises'
import type { Output } from '#apps/define-app.ts'
import { layOut } from '#media/loop/lay-out.ts'
import { readLoopFileAt } from '#media/loop/loop-file.ts'
import { lengthOf } from '#media/loop/track-length.ts'
import { writeStandIn } from '#media/loop/write-out.ts'
import { newId } from '#server/platform/ids.ts'
import type { Platform } from '#server/platform/platform.ts'
import { cleanName } from './clean-name.ts'
import { judge } from './judge.ts'
import type { FreshAsset } from './rows.ts'
import { storeFile } from './store-file.ts'

/**
 * Keeps a result that is stored as what it is made of. It is measured like anything else: a stand-in as long as the film, with only its index and
 * a few moments in it, is judged and gives the still.
 */
export async function keepPacked(
  platform: Pick<Platform, 'db' | 'storage'>,
  { file, name }: Pick<Output, 'file' | 'name'>,
): Promise<FreshAsset> {
  const film = await readLoopFileAt(file)
  const seconds = lengthOf(film.picture)
  const standIn = `${file}.mp4`
  try {
    await writeStandIn(file, standIn, { seconds, around: [0, seconds / 10, seconds] })
    const facts = await judge(standIn)
    const fresh = { id: newId(), name: cleanName(name), file, facts, stillFrom: standIn }
    const { bytes: storedBytes, ...asset } = await storeFile(platform, fresh)
    return { ...asset, bytes: layOut(film).size, storedBytes, packing: 'loop' }
  } finally {
    await rm(standIn, { force: true })
  }
}
