import type { Db } from '#server/platform/db.ts'
import { newId } from '#server/platform/ids.ts'

/** An operator's gift of one cycle of a plan, starting now, replacing what is live. Null: no such plan. */
export async function grantPlan(
  db: Db,
  { accountId, planId, reason }: { accountId: string; planId: string; reason: string },
): Promise<{ planId: string; endsAt: Date | null } | null> {
  const [row] = await db`select * from grant_plan(${accountId}, ${planId}, ${newId()}, ${reason})`
  return row?.plan_id ? { planId: row.plan_id, endsAt: row.ends_at } : null
}
