import type { Output } from '#apps/define-app.ts'
import { newId } from '#server/platform/ids.ts'
import type { Platform } from '#server/platform/platform.ts'
import { cleanName } from './clean-name.ts'
import { judge } from './judge.ts'
import { keepPacked } from './keep-packed.ts'
import type { FreshAsset } from './rows.ts'
import { storeFile } from './store-file.ts'

/**
 * Puts a finished result into the store with a thumbnail and takes the file away. Measures it like anything from outside, so that the
 * record says what is there. Returns what `keep_asset` and `deliver_output` in the database expect: the bytes become the account's by
 * that one call. When it says no, hand both keys to `discard`.
 */
export async function keepOutput(
  platform: Pick<Platform, 'db' | 'storage'>,
  output: Pick<Output, 'file' | 'name' | 'packing'>,
): Promise<FreshAsset> {
  const { file, name } = output
  if (output.packing) return keepPacked(platform, output)
  return storeFile(platform, { id: newId(), name: cleanName(name), file, facts: await judge(file) })
}
