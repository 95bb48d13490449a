import type { Tx } from '#server/platform/db.ts'
import { Problem } from '#server/platform/problem.ts'
import { endSubscriptions } from './begin-period.ts'
import type { PaymentRow } from './payment-rows.ts'
import type { RefundRow } from './refund-rows.ts'
import { refundableOfPeriod, spreadRefund } from './refundable.ts'
import { type PeriodRow, unusedPeriods } from './running-period.ts'
import { type Asking, leftOf, writeRefund } from './write-refund.ts'

/**
 * Ends the account's subscription now and asks back what its paid periods still hold: newest payment first, the rest from those whose value
 * was carried over. 409 `not_refundable` when nothing comes back. The caller has locked the account.
 */
export async function refundSubscription(
  tx: Tx,
  asking: Asking,
  reason: string,
  now: Date,
): Promise<RefundRow[]> {
  const { accountId } = asking
  const periods = (await unusedPeriods(tx, accountId)).filter(({ kind }) => kind === 'paid')
  const subscriptionId = periods[0]?.subscription_id
  if (!subscriptionId) throw new Problem('not_refundable')
  const payments: PaymentRow[] = await tx`
    select * from payments where subscription_id = ${subscriptionId} and status = 'paid' and fulfilled_as = 'order' order by paid_at desc, id desc`
  const worths = periods.map((period) => refundableOfPeriod(paidFor(period, payments), now))
  const withLeft = await Promise.all(
    payments.map(async (payment) => ({ payment, left: await leftOf(tx, payment) })),
  )
  const parts = spreadRefund(
    worths.reduce((sum, { amount }) => sum + amount, 0),
    withLeft,
  )
  if (parts.length === 0) throw new Problem('not_refundable')

  await endSubscriptions(tx, accountId, now)
  await tx`update subscriptions set cancelled_at = coalesce(cancelled_at, now()), cancel_reason = ${reason} where id = ${subscriptionId}`
  const news = { subscriptionId, planId: periods[0]!.plan_id, endsAt: now, reason, refund: true }
  await tx`select emit_event('subscription.cancelled', ${accountId}, ${JSON.stringify(news)}::text::jsonb)`

  const kind = worths.every((worth) => worth.kind === 'withdrawal') ? 'withdrawal' : 'prorated'
  const refunds: RefundRow[] = []
  for (const { payment, amount } of parts)
    refunds.push(await writeRefund(tx, asking, { payment: payment.payment, kind, amount, reason }))
  return refunds
}

function paidFor({ worth, starts_at, ends_at, payment_id }: PeriodRow, payments: PaymentRow[]) {
  const payment = payments.find(({ id }) => id === payment_id)
  return { worth, startsAt: starts_at, endsAt: ends_at!, paidAt: payment?.paid_at ?? starts_at }
}
