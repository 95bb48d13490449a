import { type Tier, tiers } from '#catalog/tiers.ts'
import type { Config } from '#server/platform/config.ts'
import type { Db } from '#server/platform/db.ts'
import type { Reader } from '#server/platform/mail/letter-kinds.ts'
import { tierName } from '#ui/tier-name.ts'
import { day, rupiah } from '../invoice-pdf.ts'
import { methodName } from '../method-name.ts'
import { isPlanItem, type PaymentRow } from '../payment-rows.ts'
import type { RefundRow } from '../refund-rows.ts'
import type { Facts } from './kinds.ts'

/** Looks up what a letter is about, as it stands now: a payment, a period of a subscription, a refund. */
export async function factsOf(
  { db, config }: { db: Db; config: Config },
  data: Record<string, string>,
  { name, locale }: Reader,
): Promise<Facts> {
  const [refund]: RefundRow[] = data.refundId
    ? await db`select * from refunds where id = ${data.refundId}`
    : []
  const payment = await findPayment(db, data.paymentId ?? refund?.payment_id)
  const period = refund ? null : await findPeriod(db, data)

  const when = (at: Date | null | undefined) => (at ? day(at, locale) : '')
  const page = (path: string) => `${config.publicUrl}${path}`
  const amount = refund?.amount ?? payment?.amount ?? period?.next_price ?? 0
  return {
    name,
    plan: period?.name ?? '',
    quota: period ? String(period.daily_quota) : '',
    opens: period ? tiersUpTo(period.tier, locale) : '',
    until: when(period?.ends_at),
    graceUntil: when(period?.grace_until),
    next: period?.renews
      ? `${rupiah(period.next_price)}, ${when(period.ends_at).replaceAll(' ', '\u00a0')}`
      : '',
    running: period?.running ?? false,
    amount: rupiah(amount),
    free: amount === 0,
    what: payment ? whatOf(payment, locale) : '',
    number: payment?.number ?? '',
    order: payment?.order_id ?? '',
    method: methodName(payment?.method ?? null),
    credits: refund?.credits ? new Intl.NumberFormat(locale).format(refund.credits) : '',
    note: (refund?.status === 'paid' ? refund.paid_reference : refund?.note) ?? '',
    asCredits: payment?.fulfilled_as === 'credits',
    used: data.used ?? '',
    limit: data.limit ?? '',
    left: data.left ?? '',
    links: {
      subscription: page('/account/subscription'),
      credits: page('/account/credits'),
      usage: page('/account/usage'),
      payment: page(`/payment/return?merchantOrderId=${payment?.order_id ?? ''}`),
      pricing: page('/pricing'),
      studio: page('/studio'),
    },
  }
}

async function findPayment(
  db: Db,
  id: string | undefined,
): Promise<(PaymentRow & { number: string | null }) | null> {
  if (!id) return null
  const [payment] =
    await db`select p.*, i.number from payments p left join invoices i on i.payment_id = p.id where p.id = ${id}`
  return payment ?? null
}

interface Period {
  name: string
  tier: Tier
  daily_quota: number
  ends_at: Date | null
  grace_until: Date | null
  next_price: number
  running: boolean
  renews: boolean
}

/** The one that is named, the one that a payment bought, or the last one of a subscription; one that was cut only when there is no other. */
async function findPeriod(
  db: Db,
  { periodId = null, paymentId = null, subscriptionId = null }: Record<string, string | null>,
): Promise<Period | null> {
  const [period] = await db`
    select plans.name, p.tier, p.daily_quota, p.ends_at, p.ends_at + grace_span() as grace_until, next.price as next_price,
      p.cut_at is null and p.ends_at > now() as running,
      p.cut_at is null and p.ends_at > now() and s.cancelled_at is null and next.price > 0 as renews
    from periods p
    join subscriptions s on s.id = p.subscription_id
    join plans on plans.plan_id = p.plan_id
    join plans next on next.plan_id = coalesce(s.scheduled_plan_id, p.plan_id)
    where case when ${periodId}::uuid is not null then p.id = ${periodId}::uuid else p.subscription_id = ${subscriptionId}::uuid end
    order by p.payment_id is not distinct from ${paymentId}::uuid desc, p.cut_at is null desc, p.starts_at desc limit 1`
  return period ?? null
}

function tiersUpTo(tier: Tier, locale: Reader['locale']): string {
  const names = tiers.slice(0, tiers.indexOf(tier) + 1).map((each) => tierName[each])
  return new Intl.ListFormat(locale).format(names)
}

function whatOf({ item }: PaymentRow, locale: Reader['locale']): string {
  if (isPlanItem(item)) return item.name
  const count = new Intl.NumberFormat(locale).format(item.credits)
  return locale === 'id' ? `${count} kredit` : `${count} credits`
}
