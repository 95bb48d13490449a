import type { Db } from '#server/platform/db.ts'
import type { LedgerEntry } from './schemas.ts'

/** Credit entries, newest first. `cursor` is the id of the last one seen. */
export async function history(
  db: Db,
  accountId: string,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<{ items: LedgerEntry[]; nextCursor: string | null }> {
  const rows: EntryRow[] = await db`
    select e.id::text, e.kind, e.amount, e.balance_after, e.spent, e.description, e.at, e.hold_id,
      case when g.source like 'payment:%' then substr(g.source, 9) end as payment_id
    from entries e left join grants g on g.id = e.grant_id
    where e.account_id = ${accountId} and e.unit = 'credit' and (${cursor ?? null}::bigint is null or e.id < ${cursor ?? null}::bigint)
    order by e.id desc limit ${limit + 1}`
  const items = rows.slice(0, limit).map(present)
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

interface EntryRow {
  id: string
  kind: LedgerEntry['kind']
  amount: number
  balance_after: number
  spent: number
  description: string
  at: Date
  hold_id: string | null
  payment_id: string | null
}

function present({ balance_after, hold_id, payment_id, at, ...entry }: EntryRow): LedgerEntry {
  return {
    ...entry,
    balanceAfter: balance_after,
    at: at.toISOString(),
    ...(hold_id ? { generationId: hold_id } : {}),
    ...(payment_id ? { paymentId: payment_id } : {}),
  }
}
