import type { z } from 'zod'
import type { Db } from '#server/platform/db.ts'
import type { Caller } from './find-caller.ts'
import type { UpdateMe } from './inputs.ts'

/** Changes what was given and leaves the rest. A person's own account goes by the person's name. */
export async function updateMe(
  db: Db,
  { userId, accountId }: Caller,
  change: z.infer<typeof UpdateMe>,
): Promise<void> {
  const { name = null, locale = null, useCreditsAfterQuota = null } = change
  await db`
    with person as (
      update users set name = coalesce(${name}::text, name), locale = coalesce(${locale}::text, locale), updated_at = now()
      where id = ${userId}
    )
    update accounts set
      name = case kind when 'personal' then coalesce(${name}::text, name) else name end,
      use_credits_after_quota = coalesce(${useCreditsAfterQuota}::boolean, use_credits_after_quota)
    where id = ${accountId}`
}
