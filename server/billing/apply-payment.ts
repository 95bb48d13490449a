import { grant } from '#server/ledger/grant.ts'
import type { Config } from '#server/platform/config.ts'
import type { Tx } from '#server/platform/db.ts'
import { oweLetter } from '#server/platform/mail/owe-letter.ts'
import { beginPeriod } from './begin-period.ts'
import { creditsFor } from './credits-for.ts'
import { extendSubscription } from './extend-subscription.ts'
import { issueInvoice } from './issue-invoice.ts'
import { lockAccount } from './lock-account.ts'
import { isPlanItem, type PaymentRow, type PlanItem } from './payment-rows.ts'
import { runningPeriod } from './running-period.ts'

/**
 * Hands over what was paid for, and marks the payment paid: once, whoever says so how often. False when it had been done. The caller
 * has made sure, from the gateway itself, that this amount was paid. What can no longer be handed over as ordered becomes credits of
 * the same worth.
 */
export async function applyPayment(
  tx: Tx,
  config: Pick<Config, 'seller'>,
  paymentId: string,
  method: string | null = null,
): Promise<boolean> {
  const [found] = await tx`select account_id from payments where id = ${paymentId}`
  await lockAccount(tx, found.account_id)
  const [payment]: PaymentRow[] = await tx`select * from payments where id = ${paymentId} for update`
  if (!payment || payment.status === 'paid') return false

  const asOrdered = await handOver(tx, payment)
  if (!asOrdered) await giveCredits(tx, payment, payment.amount, 'late_payment')
  await tx`
    update payments set status = 'paid', paid_at = now(), method = coalesce(${method}, method), fulfilled_as = ${asOrdered ? 'order' : 'credits'}
    where id = ${paymentId}`

  const invoice = await issueInvoice(tx, config, payment)
  const news = { paymentId, orderId: payment.order_id, kind: payment.kind, amount: payment.amount, invoice }
  await tx`select emit_event('payment.succeeded', ${payment.account_id}, ${JSON.stringify(news)}::text::jsonb)`
  await oweLetter(tx, { userId: payment.user_id, kind: 'receipt', data: { paymentId } })
  return true
}

/** False when the order can no longer be filled: it expired, or the subscription it was for is not what it was. */
async function handOver(tx: Tx, payment: PaymentRow): Promise<boolean> {
  const { item, account_id: accountId } = payment
  if (!isPlanItem(item)) {
    await grant(tx, {
      accountId,
      kind: 'purchase',
      source: `payment:${payment.id}`,
      amount: item.credits,
      description: item.packId,
    })
    return true
  }
  if (payment.status !== 'pending') return false

  const running = await runningPeriod(tx, accountId)
  switch (payment.kind) {
    case 'subscribe': {
      if (running) return false
      await begin(tx, payment, item)
      return true
    }
    case 'upgrade': {
      if (!running || running.id !== item.replaces) return false
      await begin(tx, payment, item)
      if (item.excess) await giveCredits(tx, payment, item.excess, 'carried_over')
      return true
    }
    case 'renew':
      return extendSubscription(tx, payment, item)
    default:
      return false
  }
}

async function begin(tx: Tx, payment: PaymentRow, item: PlanItem): Promise<void> {
  const { subscriptionId } = await beginPeriod(tx, {
    accountId: payment.account_id,
    plan: item,
    kind: 'paid',
    paymentId: payment.id,
    worth: payment.amount + payment.carried_over,
    ...(payment.subscription_id ? { subscriptionId: payment.subscription_id } : {}),
  })
  await tx`update payments set subscription_id = ${subscriptionId} where id = ${payment.id}`
  const kind = payment.kind === 'upgrade' ? 'plan-changed' : 'subscribed'
  await oweLetter(tx, { userId: payment.user_id, kind, data: { subscriptionId, paymentId: payment.id } })
}

/** Rupiah that could not be used otherwise, at the price of the smallest pack. */
async function giveCredits(tx: Tx, payment: PaymentRow, rupiah: number, description: string): Promise<void> {
  const amount = await creditsFor(tx, rupiah)
  if (amount === 0) return
  await grant(tx, {
    accountId: payment.account_id,
    kind: 'purchase',
    source: `payment:${payment.id}`,
    amount,
    description,
  })
}
