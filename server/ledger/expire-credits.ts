import type { Db } from '#server/platform/db.ts'

/** Moves credits whose time is over to breakage, some accounts at a time, beside everybody else. They could not be spent before. */
export async function expireCredits(db: Db, accountsAtATime = 500): Promise<void> {
  for (;;) {
    const [row] = await db`select ledger_expire_due(${accountsAtATime}) as handled`
    if (row.handled === 0) return
  }
}
