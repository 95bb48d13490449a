import { grant } from '#server/ledger/grant.ts'
import type { Db, Tx } from '#server/platform/db.ts'
import { isId, newId } from '#server/platform/ids.ts'
import { oweLetter } from '#server/platform/mail/owe-letter.ts'
import { Problem } from '#server/platform/problem.ts'
import { lockAccount } from './lock-account.ts'
import type { RefundRow } from './refund-rows.ts'
import { runningPeriod } from './running-period.ts'

/** An operator grants a refund: the money is owed from now on. 409 `already_ended` when it was decided before. */
export async function approveRefund(db: Db, by: string, id: string, note: string | null): Promise<RefundRow> {
  return decide(db, { by, id, note, status: 'approved' }, async () => {})
}

/** An operator refuses a refund: what was taken back is given again. */
export async function rejectRefund(db: Db, by: string, id: string, note: string | null): Promise<RefundRow> {
  return decide(db, { by, id, note, status: 'rejected' }, async (tx, refund) => {
    if (refund.credits > 0)
      await grant(tx, {
        accountId: refund.account_id,
        kind: 'refund',
        source: `refund:${refund.id}`,
        amount: refund.credits,
        description: 'refund_rejected',
      })
    else await giveTimeBack(tx, refund)
  })
}

interface Decision {
  by: string
  id: string
  note: string | null
  status: 'approved' | 'rejected'
}

async function decide(
  db: Db,
  { by, id, note, status }: Decision,
  act: (tx: Tx, refund: RefundRow) => Promise<void>,
): Promise<RefundRow> {
  if (!isId(id)) throw new Problem('not_found')
  return db.begin(async (tx) => {
    const [known] = await tx`select account_id from refunds where id = ${id}`
    if (!known) throw new Problem('not_found')
    await lockAccount(tx, known.account_id)
    const [refund]: RefundRow[] = await tx`
      update refunds set status = ${status}, decided_by = ${by}, decided_at = now(), note = ${note} where id = ${id} and status = 'requested' returning *`
    if (!refund) throw new Problem('already_ended', { detail: 'This refund has been decided' })
    await act(tx, refund)
    await tellBuyer(tx, refund, `refund-${status}`)
    return refund
  })
}

/** The periods that the request had ended go on from now for as long as they had left, unless something else runs. */
async function giveTimeBack(tx: Tx, refund: RefundRow): Promise<void> {
  if (await runningPeriod(tx, refund.account_id)) return
  const cut = await tx`
    select * from periods where payment_id = ${refund.payment_id} and cut_at >= ${refund.requested_at}::timestamptz - interval '1 second' and ends_at > cut_at
    order by starts_at`
  for (const period of cut) {
    await tx`
      insert into periods (id, subscription_id, account_id, kind, plan_id, tier, billing_cycle, daily_quota, features, list_price, worth, payment_id, starts_at, ends_at)
      select ${newId()}, subscription_id, account_id, kind, plan_id, tier, billing_cycle, daily_quota, features, list_price, worth, payment_id,
        greatest(statement_timestamp(), (select max(ends_at) from periods where account_id = ${refund.account_id} and cut_at is null and starts_at >= statement_timestamp())),
        greatest(statement_timestamp(), (select max(ends_at) from periods where account_id = ${refund.account_id} and cut_at is null and starts_at >= statement_timestamp())) + (ends_at - cut_at)
      from periods where id = ${period.id}`
    await tx`
      update subscriptions set ended_at = null, cancelled_at = null, cancel_reason = null where id = ${period.subscription_id}
        and not exists (select from subscriptions where account_id = ${refund.account_id} and ended_at is null)`
  }
}

/** Tells whoever paid. */
export async function tellBuyer(tx: Tx, refund: RefundRow, kind: string): Promise<void> {
  const [{ user_id }] = await tx`select user_id from payments where id = ${refund.payment_id}`
  await oweLetter(tx, { userId: user_id, kind, data: { refundId: refund.id } })
}
