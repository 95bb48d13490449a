import type { Caller } from '#server/accounts/require-user.ts'
import { oweLetter } from '#server/platform/mail/owe-letter.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { endSubscriptions } from './begin-period.ts'
import { unscheduleFree } from './change-plan.ts'
import { lockAccount } from './lock-account.ts'
import { runningPeriod } from './running-period.ts'

/**
 * Cancels: what is paid stays usable until it ends, and is not renewed. A plan that never ends, or is in its grace, ends now; one that
 * waits for its payment is dropped. 409 `not_subscribed` when there is nothing to cancel; cancelling again changes nothing.
 */
export async function cancelSubscription(
  { db }: Platform,
  { accountId, userId }: Pick<Caller, 'accountId' | 'userId'>,
  reason: string | null,
): Promise<void> {
  await db.begin(async (tx) => {
    const now = await lockAccount(tx, accountId)
    const running = await runningPeriod(tx, accountId)
    if (!running) {
      const [pending] = await tx`
        update subscriptions s set ended_at = now(), cancelled_at = now(), cancel_reason = ${reason}
        where account_id = ${accountId} and ended_at is null and not exists (select from periods where subscription_id = s.id) returning id`
      if (!pending) throw new Problem('not_subscribed')
      return
    }
    const subscriptionId = running.subscription_id
    const [cancelled] = await tx`
      update subscriptions set cancelled_at = now(), cancel_reason = ${reason}, scheduled_plan_id = null
      where id = ${subscriptionId} and cancelled_at is null returning 1`
    if (!cancelled) return
    await unscheduleFree(tx, subscriptionId)
    if (running.ends_at === null) await endSubscriptions(tx, accountId, now)
    const news = { subscriptionId, planId: running.plan_id, endsAt: running.ends_at, reason }
    await tx`select emit_event('subscription.cancelled', ${accountId}, ${JSON.stringify(news)}::text::jsonb)`
    await oweLetter(tx, { userId, kind: 'cancelled', data: { subscriptionId } })
  })
}

/** Takes a cancellation back while the period lasts. 409 `not_subscribed` when there is none to take back. */
export async function resumeSubscription({ db }: Platform, accountId: string): Promise<void> {
  await db.begin(async (tx) => {
    await lockAccount(tx, accountId)
    const running = await runningPeriod(tx, accountId)
    if (!running) throw new Problem('not_subscribed')
    const [resumed] = await tx`
      update subscriptions set cancelled_at = null, cancel_reason = null
      where id = ${running.subscription_id} and cancelled_at is not null returning id`
    if (!resumed) return
    const news = { subscriptionId: resumed.id, planId: running.plan_id, resumed: true }
    await tx`select emit_event('subscription.changed', ${accountId}, ${JSON.stringify(news)}::text::jsonb)`
  })
}
