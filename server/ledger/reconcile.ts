import type { Db } from '#server/platform/db.ts'

/** One promise of the books, as the query that finds the first row breaking it. */
export interface BookRule {
  says: string
  find: string
}

const rules: BookRule[] = [
  {
    says: 'credits that can be spent equal the sum of the entries',
    find: `select b.account_id, b.available, coalesce(e.total, 0) as entries from balances b
           left join (select account_id, sum(amount) as total from entries where unit = 'credit' group by account_id) e using (account_id)
           where b.unit = 'credit' and b.available <> coalesce(e.total, 0) limit 1`,
  },
  {
    says: 'every account with entries has its balance row',
    find: `select distinct e.account_id, e.unit from entries e left join balances b using (account_id, unit) where b.account_id is null limit 1`,
  },
  {
    says: 'credits held equal the open holds',
    find: `select b.account_id, b.held, coalesce(h.total, 0) as open_holds from balances b
           left join (select account_id, sum(amount) as total from holds where unit = 'credit' and ended_at is null group by account_id) h using (account_id)
           where b.unit = 'credit' and b.held <> coalesce(h.total, 0) limit 1`,
  },
  {
    says: 'what grants have left equals what can be spent and what is held',
    find: `select b.account_id, b.available + b.held as balance, coalesce(g.total, 0) as remaining from balances b
           left join (select account_id, sum(remaining) as total from grants group by account_id) g using (account_id)
           where b.unit = 'credit' and b.available + b.held <> coalesce(g.total, 0) limit 1`,
  },
  {
    says: 'what each grant has lost, holds have burned',
    find: `select g.id, g.amount - g.remaining as lost, coalesce(b.total, 0) as burned from grants g
           left join (select grant_id, sum(amount) as total from burns group by grant_id) b on b.grant_id = g.id
           where g.amount - g.remaining <> coalesce(b.total, 0) limit 1`,
  },
  {
    says: "today's quota in use equals the day's entries",
    find: `select b.account_id, b.day, b.used + b.held as in_use, coalesce(e.total, 0) as entries from balances b
           left join (select account_id, day, -sum(amount) as total from entries where unit = 'quota' group by account_id, day) e
             on e.account_id = b.account_id and e.day = b.day
           where b.unit = 'quota' and b.used + b.held <> coalesce(e.total, 0) limit 1`,
  },
  {
    says: 'every ended hold has exactly one entry that ended it, for the amount it settled',
    find: `select h.id, h.settled, count(e.id) as endings, sum(e.spent) as spent from holds h
           left join entries e on e.hold_id = h.id and e.kind in ('settle', 'release')
           group by h.id having count(e.id) <> (h.ended_at is not null)::int or coalesce(sum(e.spent), 0) <> coalesce(h.settled, 0) limit 1`,
  },
  {
    says: 'every hold was entered once, when it was made',
    find: `select h.id, count(e.id) as entries from holds h left join entries e on e.hold_id = h.id and e.kind = 'hold'
           group by h.id having count(e.id) <> 1 or -sum(e.amount) <> h.amount limit 1`,
  },
  {
    says: 'every settled credit was burned from a grant',
    find: `select h.id, h.settled, coalesce(sum(b.amount), 0) as burned from holds h left join burns b on b.hold_id = h.id
           where h.unit = 'credit' and h.ended_at is not null group by h.id having h.settled <> coalesce(sum(b.amount), 0) limit 1`,
  },
]

export interface Verdict {
  says: string
  /** The first row that breaks the promise; absent when it is kept. */
  broken?: Record<string, unknown>
}

/** Proves the books, in one snapshot. `more` are rules that later slices make about the same money. */
export async function reconcile(db: Db, more: BookRule[] = []): Promise<Verdict[]> {
  return db.begin('isolation level repeatable read read only', async (tx) => {
    const verdicts: Verdict[] = []
    for (const { says, find } of [...rules, ...more]) {
      const [broken] = await tx.unsafe(find)
      verdicts.push(broken ? { says, broken } : { says })
    }
    return verdicts
  })
}
