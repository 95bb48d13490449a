import type { Catalog } from '#server/access/catalog.ts'
import type { Caller } from '#server/accounts/require-user.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { findGeneration } from './find.ts'
import type { Reserve } from './reserve.ts'
import { hasEnded } from './rows.ts'
import { type Started, startGeneration } from './start.ts'

/** Runs the same input again as a run of its own, priced and held anew. */
export async function retryGeneration(
  platform: Platform,
  catalog: Catalog,
  reserve: Reserve,
  { caller, id, ...asked }: { caller: Caller; id: string; idempotencyKey: string | null; requestId: string },
): Promise<Started> {
  const { run } = await findGeneration(platform.db, caller.accountId, id)
  if (!hasEnded(run.status)) throw new Problem('still_running', { detail: 'This run is still going' })
  return startGeneration(platform, catalog, reserve, {
    caller,
    app: run.app,
    action: run.action,
    body: run.input,
    retryOf: run.id,
    ...asked,
  })
}
