import { isId } from '#server/platform/ids.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { sweepLooseKeys } from './sweep.ts'

/** Takes a file from its owner's list and removes its bytes. 404 when there is none, 409 `in_use` while a run needs it. */
export async function deleteAsset(
  platform: Pick<Platform, 'db' | 'storage' | 'log'>,
  accountId: string,
  id: string,
): Promise<void> {
  const [row] = isId(id)
    ? await platform.db`select delete_asset(${accountId}, ${id}) as answer`
    : [{ answer: 'missing' }]
  if (row.answer === 'missing') throw new Problem('not_found')
  if (row.answer === 'in_use')
    throw new Problem('in_use', { detail: 'A run still needs this file. Wait for it, or cancel it.' })
  await sweepLooseKeys(platform, id)
}
