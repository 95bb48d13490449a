import type { Tx } from '#server/platform/db.ts'

/**
 * Locks an account against other changes of what it bought, and says what time it is by the database once it has the lock. A
 * transaction's own `now()` is when it began: whoever waited for the lock would not see what had begun meanwhile. For the same reason
 * everything that reads periods compares them with `statement_timestamp()`.
 */
export async function lockAccount(tx: Tx, accountId: string): Promise<Date> {
  await tx`select 1 from accounts where id = ${accountId} for no key update`
  const [{ now }] = await tx`select statement_timestamp() as now`
  return now
}
