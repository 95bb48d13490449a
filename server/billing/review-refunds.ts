import type { Db } from '#server/platform/db.ts'
import { isPlanItem, type PaymentRow } from './payment-rows.ts'
import type { RefundRow } from './refund-rows.ts'
import { presentRefund } from './refunds.ts'
import type { RefundReview } from './review-schemas.ts'

/** `open` waits for a decision or for its money, oldest first; `decided` is over, newest first. */
export type RefundState = 'open' | 'decided'

/** Everybody's refunds with what is needed to decide about them. */
export async function reviewRefunds(
  db: Db,
  { state, cursor, limit }: { state: RefundState; cursor?: string; limit: number },
): Promise<{ items: RefundReview[]; nextCursor: string | null }> {
  const after = cursor ?? null
  const found: { id: string }[] =
    state === 'open'
      ? await db`
          select id from refunds where status in ('requested', 'approved') and (${after}::uuid is null or id > ${after}::uuid)
          order by id limit ${limit + 1}`
      : await db`
          select id from refunds where status in ('paid', 'rejected') and (${after}::uuid is null or id < ${after}::uuid)
          order by id desc limit ${limit + 1}`
  const page = found.slice(0, limit).map(({ id }) => id)
  const rows = new Map((await read(db, page)).map((row) => [row.id, row]))
  return {
    items: page.flatMap((id) => {
      const row = rows.get(id)
      return row ? [present(row)] : []
    }),
    nextCursor: found.length > limit ? (page.at(-1) ?? null) : null,
  }
}

type Read = RefundRow & {
  user_id: string
  name: string
  email: string
  order_id: string
  payment_kind: PaymentRow['kind']
  item: PaymentRow['item']
  fulfilled_as: PaymentRow['fulfilled_as']
  payment_amount: number
  gateway: string
  bought_at: Date
  credits_given: number | null
  credits_used: number | null
  quota_used: number
}

async function read(db: Db, ids: string[]): Promise<Read[]> {
  return db`
    select r.*, p.user_id, u.name, u.email, p.order_id, p.kind as payment_kind, p.item, p.fulfilled_as, p.amount as payment_amount, p.gateway,
      p.paid_at as bought_at, g.amount as credits_given, g.amount - g.remaining - g.taken_back - g.expired as credits_used, q.used as quota_used
    from refunds r join payments p on p.id = r.payment_id join users u on u.id = p.user_id
    left join grants g on g.source = 'payment:' || p.id
    cross join lateral (
      select coalesce(-sum(e.amount), 0)::int as used
      from entries e
      where e.account_id = p.account_id and e.unit = 'quota' and exists (
        select from periods s where s.payment_id = p.id and e.day >= (s.starts_at at time zone 'utc')::date
          and e.at >= s.starts_at and e.at < least(coalesce(s.cut_at, 'infinity'), coalesce(s.ends_at, 'infinity')))
    ) q
    where r.id = any(${db.array(ids, 'UUID')})`
}

function present(row: Read): RefundReview {
  return {
    ...presentRefund(row),
    buyer: { userId: row.user_id, accountId: row.account_id, name: row.name, email: row.email },
    payment: {
      orderId: row.order_id,
      kind: row.payment_kind,
      item: row.item,
      amount: row.payment_amount,
      gateway: row.gateway,
      paidAt: row.bought_at.toISOString(),
    },
    usage:
      isPlanItem(row.item) && row.fulfilled_as === 'order'
        ? { unit: 'quota', used: row.quota_used }
        : { unit: 'credit', used: row.credits_used ?? 0, given: row.credits_given ?? 0 },
  }
}
