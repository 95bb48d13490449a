import type { Db } from '#server/platform/db.ts'

/** One line of the books as its owner sees it. `spent` is what left for good, told when a hold ends. */
export interface Entry {
  id: string
  kind: 'grant' | 'hold' | 'settle' | 'release'
  amount: number
  balanceAfter: number
  spent: number
  description: string
  at: string
  generationId?: string
}

/** Credit entries, newest first. `cursor` is the id of the last one seen. */
export async function history(
  db: Db,
  accountId: string,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<{ items: Entry[]; nextCursor: string | null }> {
  const rows = await db`
    select id, kind, amount, balance_after, spent, description, at, hold_id from entries
    where account_id = ${accountId} and unit = 'credit' and (${cursor ?? null}::bigint is null or id < ${cursor ?? null}::bigint)
    order by id desc limit ${limit + 1}`
  const items = rows.slice(0, limit).map(present)
  return { items, nextCursor: rows.length > limit ? items[items.length - 1].id : null }
}

function present(row: Record<string, never>): Entry {
  const { id, kind, amount, spent, description, at } = row as unknown as Entry & { at: Date }
  return {
    id: String(id),
    kind,
    amount,
    balanceAfter: row.balance_after,
    spent,
    description,
    at: new Date(at).toISOString(),
    ...(row.hold_id ? { generationId: row.hold_id } : {}),
  }
}
