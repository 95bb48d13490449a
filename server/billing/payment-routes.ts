import { type Context, Hono } from 'hono'
import { type CallerEnv, requireUser } from '#server/accounts/require-user.ts'
import { answerOnce } from '#server/platform/answer-once.ts'
import { fingerprint } from '#server/platform/fingerprint.ts'
import { clientAddress, type Env, json, query } from '#server/platform/http.ts'
import { idempotencyKey } from '#server/platform/idempotency.ts'
import { idCursor, pageQuery } from '#server/platform/page.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { buyCredits } from './buy-credits.ts'
import { checkPayment } from './check-payment.ts'
import { type Gateway, GatewayError } from './gateways/gateway.ts'
import type { Gateways } from './gateways/gateways.ts'
import { packsOnSale } from './packs.ts'
import { contract, inputs } from './payment-contract.ts'
import { methodList } from './payment-methods.ts'
import { findPayment, listPayments, presentPayment } from './payments.ts'
import { findPlan } from './plans.ts'
import { priceOf } from './price-of.ts'
import { receiveNotification } from './receive-notification.ts'
import { listRefunds, presentRefund } from './refunds.ts'
import { requestRefund } from './request-refund.ts'
import { send } from './subscription-routes.ts'

export function buyingRoutes(platform: Platform, gateway: Gateway) {
  return new Hono<CallerEnv>().post(
    '/purchase',
    contract.purchase,
    requireUser(platform),
    json(inputs.purchase),
    async (c) => {
      const caller = c.get('caller')
      const input = c.req.valid('json')
      const key = idempotencyKey(c)
      const ask = { accountId: caller.accountId, key, fingerprint: fingerprint('purchase', input) }
      return send(
        c,
        await answerOnce(platform.db, ask, async () => ({
          status: 201,
          body: {
            payment: presentPayment(
              await buyCredits(platform, gateway, { caller, idempotencyKey: key, ...input }),
            ),
          },
        })),
      )
    },
  )
}

export function paymentRoutes(platform: Platform, { selling, find }: Gateways) {
  const { db, log } = platform
  const methodsFor = methodList(selling, log)
  return new Hono<CallerEnv>()
    .use(requireUser(platform))
    .get('/', contract.list, query(pageQuery(idCursor)), async (c) =>
      c.json(await listPayments(db, c.get('caller').accountId, c.req.valid('query'))),
    )
    .get('/methods', contract.methods, query(inputs.methods), async (c) => {
      const { item } = c.req.valid('query')
      const pack = (await packsOnSale(db)).find(({ packId }) => packId === item)
      const price = pack?.amount ?? (await findPlan(db, item))?.price
      if (!price) throw new Problem('not_found', { detail: 'Nothing like that is sold' })
      return c.json({ methods: await methodsFor(price) })
    })
    .post('/price', contract.price, json(inputs.price), async (c) =>
      c.json(await priceOf(platform, selling, c.get('caller').accountId, c.req.valid('json'))),
    )
    .get('/:id', contract.get, async (c) =>
      c.json(presentPayment(await findPayment(db, c.get('caller').accountId, c.req.param('id')))),
    )
    .post('/:id/check', contract.check, async (c) => {
      const { accountId } = c.get('caller')
      const payment = await findPayment(db, accountId, c.req.param('id'))
      const gateway = find(payment.gateway)
      if (gateway) {
        await checkPayment(platform, gateway, payment).catch((error) => {
          if (!(error instanceof GatewayError)) throw error
          log.warn({ err: error, payment: payment.id }, 'the gateway could not be asked')
          throw new Problem('unavailable', { detail: 'The payment service cannot be asked just now' }, 30)
        })
      }
      return c.json(presentPayment(await findPayment(db, accountId, payment.id)))
    })
}

export function refundRoutes(platform: Platform) {
  const { db } = platform
  return new Hono<CallerEnv>()
    .use(requireUser(platform))
    .get('/', contract.refunds, query(pageQuery(idCursor)), async (c) =>
      c.json(await listRefunds(db, c.get('caller').accountId, c.req.valid('query'))),
    )
    .post('/', contract.refund, json(inputs.refund), async (c) => {
      const { paymentId, reason } = c.req.valid('json')
      return c.json(
        { refund: presentRefund(await requestRefund(db, c.get('caller'), paymentId, reason)) },
        201,
      )
    })
}

/** Where gateways send word, each at an address of its own. Plain answers: what they read is the status. */
export function notificationRoutes(platform: Platform, { find }: Gateways) {
  return new Hono<Env>().post('/:gateway/callback', contract.notification, async (c) => {
    const gateway = find(c.req.param('gateway'))
    if (!gateway) throw new Problem('not_found', { detail: 'No such payment service here' })
    return hear(c, platform, gateway)
  })
}

/** The same for whichever gateway takes new payments. */
export function callbackRoute(platform: Platform, { selling }: Gateways) {
  return new Hono<Env>().post('/payment-callback', contract.callback, (c) => hear(c, platform, selling))
}

async function hear(c: Context<Env>, platform: Platform, gateway: Gateway) {
  const body = new Uint8Array(await c.req.arrayBuffer())
  const remote = clientAddress(c, platform.config.trustProxy)
  await receiveNotification(platform, gateway, { body, headers: c.req.raw.headers, remote })
  return c.text('OK')
}
