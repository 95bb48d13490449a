import type { Db } from '#server/platform/db.ts'
import type { Balance } from './schemas.ts'

/** Credits an account can spend now, and those set aside by runs in progress. */
export async function balance(db: Db, accountId: string): Promise<Balance> {
  const [row] = await db`
      select ledger_available(${accountId}) as available,
             coalesce((select held from balances where account_id = ${accountId} and unit = 'credit'), 0) as held`
  return { balance: row.available, held: row.held }
}
