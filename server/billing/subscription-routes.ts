import { type Context, Hono } from 'hono'
import { type CallerEnv, requireUser } from '#server/accounts/require-user.ts'
import { answerOnce } from '#server/platform/answer-once.ts'
import { fingerprint } from '#server/platform/fingerprint.ts'
import { json, query } from '#server/platform/http.ts'
import { idempotencyKey } from '#server/platform/idempotency.ts'
import type { Platform } from '#server/platform/platform.ts'
import { cancelSubscription, resumeSubscription } from './cancel-subscription.ts'
import { changePlan, type PlanChange, previewChange } from './change-plan.ts'
import type { Gateway } from './gateways/gateway.ts'
import { lockAccount } from './lock-account.ts'
import type { PaymentRow } from './payment-rows.ts'
import { presentPayment } from './payments.ts'
import { refundSubscription } from './refund-subscription.ts'
import { presentRefund } from './refunds.ts'
import { renewSubscription } from './renew.ts'
import { subscribe } from './subscribe.ts'
import { newestSubscription } from './subscription.ts'
import { contract, inputs } from './subscription-contract.ts'

/** Everything an account does with its subscription. */
export function subscribingRoutes(platform: Platform, gateway: Gateway) {
  const { db } = platform
  const subscription = (accountId: string) => newestSubscription(db, accountId)

  const begin = async (
    c: Context<CallerEnv>,
    input: { planId: string; coupon?: string; trial?: boolean },
  ) => {
    const caller = c.get('caller')
    const key = idempotencyKey(c)
    const ask = { accountId: caller.accountId, key, fingerprint: fingerprint('subscribe', input) }
    return send(
      c,
      await answerOnce(db, ask, async () => {
        const payment = await subscribe(platform, gateway, { caller, idempotencyKey: key, ...input })
        return { status: 201, body: { subscription: await subscription(caller.accountId), ...told(payment) } }
      }),
    )
  }

  return new Hono<CallerEnv>()
    .use(requireUser(platform))
    .post('/subscribe', contract.subscribe, json(inputs.subscribe), (c) => begin(c, c.req.valid('json')))
    .post('/create-payment', contract.createPayment, json(inputs.subscribe), (c) =>
      begin(c, c.req.valid('json')),
    )
    .post('/change-plan', contract.changePlan, query(inputs.preview), json(inputs.changePlan), async (c) => {
      const caller = c.get('caller')
      const { planId, newPlanId, coupon } = c.req.valid('json')
      const wanted = (planId ?? newPlanId)!
      if (c.req.valid('query').preview)
        return c.json(presentChange(await previewChange(platform, caller.accountId, wanted)))
      const key = idempotencyKey(c)
      const ask = {
        accountId: caller.accountId,
        key,
        fingerprint: fingerprint('change-plan', wanted, coupon),
      }
      return send(
        c,
        await answerOnce(db, ask, async () => {
          const { payment, ...change } = await changePlan(platform, gateway, {
            caller,
            idempotencyKey: key,
            planId: wanted,
            coupon,
          })
          return { status: 200, body: { ...presentChange(change), ...told(payment) } }
        }),
      )
    })
    .post('/cancel', contract.cancel, json(inputs.cancel), async (c) => {
      const caller = c.get('caller')
      const { reason, refund } = c.req.valid('json')
      const refunds = refund
        ? await db.begin(async (tx) => {
            const now = await lockAccount(tx, caller.accountId)
            return refundSubscription(tx, caller, reason ?? 'cancelled', now)
          })
        : []
      if (!refund) await cancelSubscription(platform, caller, reason ?? null)
      return c.json({
        subscription: await subscription(caller.accountId),
        refunds: refunds.map(presentRefund),
      })
    })
    .post('/resume', contract.resume, async (c) => {
      const { accountId } = c.get('caller')
      await resumeSubscription(platform, accountId)
      return c.json({ subscription: await subscription(accountId) })
    })
    .post('/renew-payment', contract.renew, json(inputs.renew), async (c) => {
      const caller = c.get('caller')
      const { coupon } = c.req.valid('json')
      const key = idempotencyKey(c)
      const ask = { accountId: caller.accountId, key, fingerprint: fingerprint('renew', coupon) }
      return send(
        c,
        await answerOnce(db, ask, async () => ({
          status: 201,
          body: told(await renewSubscription(platform, gateway, { caller, idempotencyKey: key, coupon })),
        })),
      )
    })
}

function told(payment: PaymentRow | null) {
  return payment ? { payment: presentPayment(payment) } : {}
}

function presentChange({ kind, planId, effectiveAt, price, nextAmount }: PlanChange) {
  return { kind, planId, effectiveAt: effectiveAt.toISOString(), nextAmount, ...(price ? { price } : {}) }
}

/** Sends the stored answer as it stands, so that a repeated request hears the same bytes. */
export function send(
  c: Context,
  { status, body, replayed }: { status: number; body: string; replayed: boolean },
) {
  return c.body(body, status as 200, {
    'content-type': 'application/json; charset=utf-8',
    ...(replayed ? { 'idempotency-replayed': 'true' } : {}),
  })
}
