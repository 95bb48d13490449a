import type { Db } from '#server/platform/db.ts'
import type { Balance } from './schemas.ts'

/** Credits an account can spend now, and those set aside by runs in progress. */
export async function balance(db: Db, accountId: string): Promise<Balance> {
  const [row] =
    await db`select available, held from balances where account_id = ${accountId} and unit = 'credit'`
  return { balance: row?.available ?? 0, held: row?.held ?? 0 }
}
