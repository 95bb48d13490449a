import type { Config } from '#server/platform/config.ts'
import type { Db } from '#server/platform/db.ts'
import type { Reader } from '#server/platform/mail/letter-kinds.ts'
import { unsubscribeUrl } from '#server/platform/mail/unsubscribe.ts'
import { day, rupiah } from '../invoice-pdf.ts'
import { isPlanItem, type PaymentRow } from '../payment-rows.ts'
import type { Facts } from './words.ts'

/** Looks up what a letter is about, as it stands now: a payment, a period of a subscription, a refund. */
export async function factsOf(
  { db, config }: { db: Db; config: Config },
  data: Record<string, string>,
  reader: Reader,
): Promise<Facts> {
  const [refund] = data.refundId ? await db`select * from refunds where id = ${data.refundId}` : []
  const paymentId = data.paymentId ?? refund?.payment_id ?? null
  const [payment]: (PaymentRow & { number: string | null })[] = paymentId
    ? await db`select p.*, i.number from payments p left join invoices i on i.payment_id = p.id where p.id = ${paymentId}`
    : []
  const [period] = await db`
    select p.*, p.ends_at + grace_span() as grace_until, plans.name, next.price as next_price from periods p
    join subscriptions s on s.id = p.subscription_id
    join plans on plans.plan_id = p.plan_id
    join plans next on next.plan_id = coalesce(s.scheduled_plan_id, p.plan_id)
    where p.id = ${data.periodId ?? null}::uuid or (${data.periodId ?? null}::uuid is null and p.subscription_id = ${data.subscriptionId ?? null}::uuid and p.cut_at is null)
    order by p.starts_at desc limit 1`

  const when = (at: Date | null | undefined) => (at ? day(at, reader.locale) : '–')
  const page = (path: string) => `${config.publicUrl}${path}`
  return {
    name: reader.name,
    plan: period?.name ?? '',
    quota: String(period?.daily_quota ?? ''),
    until: when(period?.ends_at),
    graceUntil: when(period?.grace_until),
    amount: rupiah(refund?.amount ?? payment?.amount ?? period?.next_price ?? 0),
    what: payment ? whatOf(payment, reader.locale) : '',
    number: payment?.number ?? '',
    order: payment?.order_id ?? '',
    method: payment?.method ?? '',
    note: refund?.status === 'paid' ? (refund.paid_reference ?? '') : (refund?.note ?? ''),
    asCredits: payment?.fulfilled_as === 'credits',
    used: data.used ?? '',
    limit: data.limit ?? '',
    left: data.left ?? '',
    unsubscribe: unsubscribeUrl(config, reader.userId),
    links: {
      subscription: page('/account/subscription'),
      credits: page('/account/credits'),
      payment: page(`/payment/return?merchantOrderId=${payment?.order_id ?? ''}`),
      pricing: page('/pricing'),
    },
  }
}

function whatOf({ item }: PaymentRow, locale: Reader['locale']): string {
  if (isPlanItem(item)) return item.name
  const count = new Intl.NumberFormat(locale).format(item.credits)
  return locale === 'id' ? `${count} kredit` : `${count} credits`
}
