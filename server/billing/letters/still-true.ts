import type { Db } from '#server/platform/db.ts'
import type { Kind } from './kinds.ts'

/**
 * Which letter there is to write by now, of one that was owed: nobody is asked to pay for what they have paid or called off since, or told
 * of what has been undone. Null: none.
 */
export async function stillTrue(db: Db, kind: Kind, data: Record<string, string>): Promise<Kind | null> {
  switch (kind) {
    case 'renewal-soon':
    case 'renewal-today':
    case 'grace':
      return (await awaitsRenewal(db, data.periodId!)) ? kind : null
    case 'receipt':
      return (await wentBack(db, data.paymentId!)) ? null : kind
    case 'subscribed':
    case 'plan-changed':
    case 'renewed':
      return (await wasCut(db, data.paymentId!)) ? null : kind
    case 'cancelled':
      return (await isCancelled(db, data.subscriptionId!)) ? kind : null
    case 'refund-requested':
    case 'refund-approved':
      return refundNews(db, kind, data.refundId!)
    case 'quota-80':
    case 'quota-100':
      return (await isToday(db, data.day!)) ? kind : null
    case 'credits-low':
      return (await cameIn(db, data.grantId!)) ? null : kind
    default:
      return kind
  }
}

async function awaitsRenewal(db: Db, periodId: string): Promise<boolean> {
  const [row] = await db`
    select s.cancelled_at is null and s.ended_at is null and p.cut_at is null
      and not exists (select from periods later where later.subscription_id = s.id and later.starts_at > p.starts_at and later.cut_at is null) as holds
    from periods p join subscriptions s on s.id = p.subscription_id where p.id = ${periodId}`
  return row?.holds ?? false
}

/** All of the money has been sent back. */
async function wentBack(db: Db, paymentId: string): Promise<boolean> {
  const [row] = await db`
    select p.amount > 0 and p.amount <= (select sum(amount) from refunds where payment_id = p.id and status = 'paid') as back
    from payments p where p.id = ${paymentId}`
  return row?.back ?? false
}

async function wasCut(db: Db, paymentId: string): Promise<boolean> {
  const [row] =
    await db`select bool_and(cut_at is not null) as cut from periods where payment_id = ${paymentId}`
  return row?.cut ?? false
}

async function isCancelled(db: Db, subscriptionId: string): Promise<boolean> {
  const [row] =
    await db`select cancelled_at is not null as so from subscriptions where id = ${subscriptionId}`
  return row?.so ?? false
}

/** What an operator gives back by themselves was not asked for: its one letter says that it is approved. */
async function refundNews(db: Db, kind: Kind, refundId: string): Promise<Kind | null> {
  const [refund] = await db`select kind, status from refunds where id = ${refundId}`
  if (!refund || refund.status === 'paid') return null
  if (kind === 'refund-approved') return kind
  if (refund.kind === 'service') return 'refund-approved'
  return refund.status === 'requested' ? kind : null
}

async function isToday(db: Db, day: string): Promise<boolean> {
  const [row] = await db`select ${day}::date = quota_day() as so`
  return row.so
}

/** Credits have come in since that grant. */
async function cameIn(db: Db, grantId: string): Promise<boolean> {
  const [row] = await db`
    select exists (select from grants later where later.account_id = g.account_id and (later.created_at, later.id) > (g.created_at, g.id)) as so
    from grants g where g.id = ${grantId}`
  return row?.so ?? false
}
