import type { Db } from '#server/platform/db.ts'
import type { Caller } from './find-caller.ts'
import type { MyDetails } from './schemas.ts'

/** The caller as their own pages show them. */
export async function findMe(
  db: Db,
  { userId, accountId }: Pick<Caller, 'userId' | 'accountId'>,
): Promise<MyDetails> {
  const [row] = await db`
    select u.*, a.kind, a.name as account_name, a.use_credits_after_quota, a.storage_limit
    from users u, accounts a where u.id = ${userId} and a.id = ${accountId}`
  return {
    user: {
      id: row.id,
      name: row.name,
      email: row.email,
      emailVerified: row.email_verified,
      image: row.image,
      role: row.role,
      locale: row.locale,
      createdAt: row.created_at.toISOString(),
      updatedAt: row.updated_at.toISOString(),
    },
    account: {
      id: accountId,
      kind: row.kind,
      name: row.account_name,
      useCreditsAfterQuota: row.use_credits_after_quota,
      storageLimit: Number(row.storage_limit),
    },
  }
}
