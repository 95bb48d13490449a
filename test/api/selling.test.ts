import { afterAll, afterEach, beforeAll, describe, expect, test } from 'bun:test'
import { remindRenewals } from '#server/billing/remind.ts'
import { bookRules } from '#server/generations/book-rules.ts'
import { reconcile } from '#server/ledger/reconcile.ts'
import { type Client, signUp } from '#test/support/client.ts'
import { reserve } from '#test/support/holds.ts'
import { letDaysPass } from '#test/support/let-time-pass.ts'
import { atSandbox } from '#test/support/pay.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

let lumiku: TestServing

beforeAll(async () => {
  lumiku = await serving({ worker: false })
})
afterAll(() => lumiku.stop())
afterEach(async () => {
  for (const { says, broken } of await reconcile(lumiku.platform.db, bookRules))
    expect({ says, broken }).toEqual({ says, broken: undefined })
})

async function someone(): Promise<{ who: Client; accountId: string }> {
  const who = await signUp(lumiku.url)
  const { account } = (await who.get('/api/me')).body
  return { who, accountId: account.id }
}

async function subscriber(planId: string) {
  const { who, accountId } = await someone()
  const { body } = await who.post('/api/subscription/subscribe', { planId })
  await atSandbox(body.payment.url, 'pay')
  return { who, accountId, payment: body.payment }
}

const pass = (accountId: string, days: number) =>
  letDaysPass(lumiku.platform.db, days, { account: accountId })
const status = async (who: Client) => (await who.get('/api/subscription/status')).body
const balance = async (who: Client) => (await who.get('/api/credits/balance')).body.balance
const letters = async (accountId: string) =>
  (
    await lumiku.platform.db`select kind from letters where user_id = ${accountId} order by created_at, id`
  ).map(({ kind }: { kind: string }) => kind)

describe('credits', () => {
  test('a pack is bought, paid, receipted and in the history; paying twice hands over once', async () => {
    const { who, accountId } = await someone()
    const bought = await who.post('/api/credits/purchase', { packId: 'topup-1500' })
    expect([bought.status, bought.body.payment.status, bought.body.payment.amount]).toEqual([
      201,
      'pending',
      100_000,
    ])
    await atSandbox(bought.body.payment.url, 'twice')
    const paid = (await who.get(`/api/payments/${bought.body.payment.id}`)).body
    expect(paid).toMatchObject({
      status: 'paid',
      fulfilledAs: 'order',
      invoiceNumber: expect.stringMatching(/^INV\/\d{4}\/\d{6}$/),
    })
    expect(await balance(who)).toBe(1600)
    const [entry] = (await who.get('/api/credits/history')).body.items
    expect(entry).toMatchObject({ kind: 'grant', amount: 1500, paymentId: paid.id })
    expect((await letters(accountId)).filter((kind: string) => kind === 'receipt')).toHaveLength(1)
  })

  test('what was not paid gives nothing, and says so', async () => {
    const { who } = await someone()
    const { payment } = (await who.post('/api/credits/purchase', { packId: 'topup-4000' })).body
    await atSandbox(payment.url, 'fail')
    expect((await who.get(`/api/payments/${payment.orderId}`)).body.status).toBe('failed')
    expect(await balance(who)).toBe(100)
  })

  test('unknown packs, unknown fields and strangers are refused', async () => {
    const { who } = await someone()
    const { who: other } = await someone()
    expect((await who.post('/api/credits/purchase', { packId: 'topup-9' })).status).toBe(404)
    const cheaper = await who.post('/api/credits/purchase', { packId: 'topup-1500', amount: 1 })
    expect([cheaper.status, cheaper.body.issues[0].path]).toEqual([422, ['amount']])
    const { payment } = (await who.post('/api/credits/purchase', { packId: 'topup-1500' })).body
    expect((await other.get(`/api/payments/${payment.id}`)).status).toBe(404)
    expect((await other.get('/api/payments')).body.items).toEqual([])
  })
})

describe('a subscription', () => {
  test('waits for its payment, then opens what the plan opens, at the next request', async () => {
    const { who } = await someone()
    const begun = await who.post('/api/subscription/subscribe', { planId: 'pro-monthly' })
    expect([begun.status, begun.body.subscription.status, begun.body.payment.amount]).toEqual([
      201,
      'pending',
      299_000,
    ])
    expect(await status(who)).toMatchObject({ isActive: false, tier: 'free', accountType: 'payg' })

    await atSandbox(begun.body.payment.url, 'pay')
    expect(await status(who)).toMatchObject({
      isActive: true,
      tier: 'pro',
      accountType: 'subscription',
      subscription: { id: begun.body.subscription.id, status: 'active', cancelAtPeriodEnd: false },
    })
    expect((await who.get('/api/quota/status')).body).toMatchObject({
      used: 0,
      limit: 100,
      accountType: 'subscription',
    })
    const again = await who.post('/api/subscription/subscribe', { planId: 'basic-monthly' })
    expect([again.status, again.body.code]).toEqual([409, 'already_subscribed'])
  })

  test('the free plan starts at once', async () => {
    const { who } = await someone()
    const begun = await who.post('/api/subscription/subscribe', { planId: 'free-forever' })
    expect([begun.status, begun.body.subscription.status, begun.body.payment]).toEqual([
      201,
      'active',
      undefined,
    ])
    expect((await who.get('/api/quota/status')).body.limit).toBe(10)
  })

  test('cancelled, it stays until its period ends, can be resumed, and then the account pays as it goes with its credits', async () => {
    const { who, accountId } = await subscriber('basic-monthly')
    expect((await who.post('/api/subscription/cancel', { reason: 'libur' })).body.subscription).toMatchObject(
      {
        status: 'active',
        cancelAtPeriodEnd: true,
      },
    )
    expect((await who.post('/api/subscription/resume')).body.subscription).toMatchObject({
      cancelAtPeriodEnd: false,
    })
    await who.post('/api/subscription/cancel', {})
    await pass(accountId, 27)
    expect(await status(who)).toMatchObject({ isActive: true, tier: 'basic' })
    await pass(accountId, 5)
    expect(await status(who)).toMatchObject({
      isActive: false,
      accountType: 'payg',
      subscription: { status: 'expired' },
    })
    expect(await balance(who)).toBe(100)
    expect((await who.post('/api/subscription/subscribe', { planId: 'pro-monthly' })).status).toBe(201)
  })

  test('unpaid at its end it stays three days in grace; renewing then starts a period now', async () => {
    const { who, accountId } = await subscriber('pro-monthly')
    await pass(accountId, 32)
    expect(await status(who)).toMatchObject({ isActive: true, subscription: { status: 'grace' } })
    await remindRenewals(lumiku.platform.db)
    expect((await letters(accountId)).at(-1)).toBe('grace')
    const { payment } = (await who.post('/api/subscription/renew-payment', {})).body
    expect(payment).toMatchObject({ kind: 'renew', amount: 299_000 })
    await atSandbox(payment.url, 'pay')
    const { subscription } = await status(who)
    expect(subscription.status).toBe('active')
    expect(Date.parse(subscription.endsAt) - Date.now()).toBeGreaterThan(27 * 86_400_000)
    await pass(accountId, 36)
    expect(await status(who)).toMatchObject({ isActive: false, accountType: 'payg' })
  })

  test('renewed early, the next period follows the paid one, and cannot be paid twice', async () => {
    const { who } = await subscriber('pro-monthly')
    const before = (await status(who)).subscription.endsAt
    const { payment } = (await who.post('/api/subscription/renew-payment', {})).body
    await atSandbox(payment.url, 'pay')
    const after = (await status(who)).subscription.endsAt
    expect(Date.parse(after) - Date.parse(before)).toBeGreaterThanOrEqual(28 * 86_400_000)
    expect((await who.post('/api/subscription/renew-payment', {})).body.code).toBe('already_paid')
  })

  test('an upgrade costs the difference, starts when it is paid, and what was used today stays used', async () => {
    const { who, accountId } = await subscriber('basic-monthly')
    await reserve(lumiku.platform.db, { accountId, quota: 7, dailyLimit: 50 })
    await pass(accountId, 10)
    await reserve(lumiku.platform.db, { accountId, quota: 7, dailyLimit: 50 })
    const preview = (
      await who.post('/api/subscription/change-plan?preview=true', { newPlanId: 'enterprise-monthly' })
    ).body
    expect(preview).toMatchObject({ kind: 'upgrade', nextAmount: 999_000 })
    expect(preview.price.carriedOver + preview.price.amount).toBe(999_000)
    expect(preview.price.carriedOver).toBeGreaterThan(60_000)
    expect(preview.price.carriedOver).toBeLessThan(70_000)
    const changed = (await who.post('/api/subscription/change-plan', { planId: 'enterprise-monthly' })).body
    expect(Math.abs(changed.payment.amount - preview.price.amount)).toBeLessThan(5)
    expect(await status(who)).toMatchObject({ tier: 'basic' })
    await atSandbox(changed.payment.url, 'pay')
    expect(await status(who)).toMatchObject({ tier: 'enterprise', isActive: true })
    expect((await who.get('/api/quota/status')).body).toMatchObject({ used: 7, limit: 500 })
  })

  test('what a year is worth beyond a dearer month becomes credits', async () => {
    const { who } = await subscriber('pro-yearly')
    const changed = (await who.post('/api/subscription/change-plan', { planId: 'enterprise-monthly' })).body
    expect(changed.payment).toMatchObject({ amount: 0, status: 'paid' })
    expect(await status(who)).toMatchObject({ tier: 'enterprise' })
    expect(await balance(who)).toBeGreaterThan(100 + 28_000)
  })

  test('a downgrade waits for the end of the period; back to the free plan follows by itself', async () => {
    const { who, accountId } = await subscriber('pro-monthly')
    const down = (await who.post('/api/subscription/change-plan', { planId: 'basic-monthly' })).body
    expect(down).toMatchObject({ kind: 'downgrade', effectiveAt: (await status(who)).subscription.endsAt })
    expect(await status(who)).toMatchObject({
      tier: 'pro',
      subscription: { scheduledPlanId: 'basic-monthly' },
    })
    const { payment } = (await who.post('/api/subscription/renew-payment', {})).body
    expect(payment.amount).toBe(99_000)
    await who.post('/api/subscription/change-plan', { planId: 'free-forever' })
    await pass(accountId, 33)
    expect(await status(who)).toMatchObject({
      isActive: true,
      tier: 'free',
      subscription: { planId: 'free-forever', status: 'active' },
    })
  })
})

describe('money that comes too late', () => {
  test('becomes credits of the same worth', async () => {
    const { who } = await someone()
    const { payment } = (await who.post('/api/subscription/subscribe', { planId: 'basic-monthly' })).body
    await lumiku.platform.db`update payments set status = 'expired' where id = ${payment.id}`
    await atSandbox(payment.url, 'pay')
    expect((await who.get(`/api/payments/${payment.id}`)).body).toMatchObject({
      status: 'paid',
      fulfilledAs: 'credits',
    })
    expect(await balance(who)).toBe(100 + 1485)
    expect((await status(who)).isActive).toBe(false)
  })

  test('and so does the second of two payments for the same subscription, whichever is first', async () => {
    for (let round = 0; round < 8; round++) {
      const { who } = await someone()
      const [one, two] = [
        (await who.post('/api/subscription/subscribe', { planId: 'basic-monthly' })).body.payment,
        (await who.post('/api/subscription/subscribe', { planId: 'pro-monthly' })).body.payment,
      ]
      await Promise.all([atSandbox(one.url, 'pay'), atSandbox(two.url, 'pay')])
      const paid = (await who.get('/api/payments')).body.items
      expect(paid.map(({ fulfilledAs }: { fulfilledAs: string }) => fulfilledAs).sort()).toEqual([
        'credits',
        'order',
      ])
      const ordered = paid.find(({ fulfilledAs }: { fulfilledAs: string }) => fulfilledAs === 'order')
      expect((await status(who)).subscription.planId).toBe(ordered.item.planId)
    }
  })
})

describe('refunds', () => {
  async function operator(): Promise<Client> {
    const who = await signUp(lumiku.url)
    await lumiku.platform.db`update users set role = 'admin' where email = ${who.email}`
    return who
  }

  test('fifty ask at once for the same payment: one refund, credits taken back once', async () => {
    const { who } = await someone()
    const { payment } = (await who.post('/api/credits/purchase', { packId: 'topup-1500' })).body
    await atSandbox(payment.url, 'pay')
    const asked = await Promise.all(
      Array.from({ length: 50 }, () =>
        who.post('/api/refunds', { paymentId: payment.id, reason: 'salah beli' }),
      ),
    )
    expect(asked.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(new Set(asked.filter(({ status }) => status !== 201).map(({ body }) => body.code))).toEqual(
      new Set(['not_refundable']),
    )
    expect(await balance(who)).toBe(100)
  })

  test('spent credits are respected: only what is left comes back', async () => {
    const { who, accountId } = await someone()
    const { payment } = (await who.post('/api/credits/purchase', { packId: 'topup-1500' })).body
    await atSandbox(payment.url, 'pay')
    const [held] = await reserve(lumiku.platform.db, { accountId, credits: 850 })
    await lumiku.platform.db`select ledger_settle(${held!.hold}, 850)`
    const { refund } = (await who.post('/api/refunds', { paymentId: payment.id, reason: 'sisa' })).body
    expect(refund).toMatchObject({ amount: 50_000, credits: 750, status: 'requested' })
    expect(await balance(who)).toBe(0)
  })

  test('cancel and refund within a day gives all back and ends at once; rejected, it goes on', async () => {
    const { who } = await subscriber('pro-monthly')
    const cancelled = (await who.post('/api/subscription/cancel', { refund: true, reason: 'tidak cocok' }))
      .body
    expect(cancelled.refunds).toMatchObject([{ kind: 'withdrawal', amount: 299_000, status: 'requested' }])
    expect(await status(who)).toMatchObject({ isActive: false })
    const admin = await operator()
    const id = cancelled.refunds[0].id
    expect((await who.post(`/api/admin/refunds/${id}/reject`, { note: 'x' })).status).toBe(403)
    expect(
      (await admin.post(`/api/admin/refunds/${id}/reject`, { note: 'sudah dipakai' })).body.refund.status,
    ).toBe('rejected')
    expect(await status(who)).toMatchObject({ isActive: true, tier: 'pro' })
  })

  test('later, the days that are left; approved, then paid by hand, once', async () => {
    const { who, accountId } = await subscriber('pro-monthly')
    await pass(accountId, 10)
    const { refunds } = (await who.post('/api/subscription/cancel', { refund: true })).body
    expect(refunds[0].kind).toBe('prorated')
    expect(refunds[0].amount).toBeGreaterThan(299_000 * 0.6)
    expect(refunds[0].amount).toBeLessThan(299_000 * 0.67)
    const admin = await operator()
    const base = `/api/admin/refunds/${refunds[0].id}`
    expect((await admin.post(`${base}/paid`, { reference: 'BCA-1' })).status).toBe(409)
    expect((await admin.post(`${base}/approve`, {})).body.refund.status).toBe('approved')
    const paid = await Promise.all(
      [1, 2, 3].map((n) => admin.post(`${base}/paid`, { reference: `BCA-${n}` })),
    )
    expect(paid.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect((await who.get('/api/refunds')).body.items[0]).toMatchObject({ status: 'paid' })
    expect(await letters(accountId)).toEqual(
      expect.arrayContaining(['refund-requested', 'refund-approved', 'refund-paid']),
    )
  })
})

describe('coupons', () => {
  test('lower the price before paying, and are used up', async () => {
    const { db } = lumiku.platform
    await db`insert into coupons (code, kind, value, uses_limit) values ('HEMAT50', 'percent', 50, 1)`
    const { who } = await someone()
    const { who: other } = await someone()
    const price = await who.post('/api/payments/price', { item: 'pro-monthly', coupon: 'hemat50' })
    expect(price.body).toMatchObject({ listAmount: 299_000, discount: 149_500, amount: 149_500 })
    const first = await who.post('/api/subscription/subscribe', { planId: 'pro-monthly', coupon: 'HEMAT50' })
    expect(first.body.payment).toMatchObject({ amount: 149_500, couponCode: 'HEMAT50' })
    const second = await other.post('/api/credits/purchase', { packId: 'topup-1500', coupon: 'HEMAT50' })
    expect([second.status, second.body.reason, second.body.issues[0].path]).toEqual([
      422,
      'used_up',
      ['coupon'],
    ])
  })

  test('one for everything starts the plan without a payment', async () => {
    await lumiku.platform.db`insert into coupons (code, kind, value) values ('GRATIS', 'percent', 100)`
    const { who } = await someone()
    const begun = await who.post('/api/subscription/subscribe', { planId: 'basic-monthly', coupon: 'GRATIS' })
    expect(begun.body.payment).toMatchObject({ amount: 0, status: 'paid' })
    expect((await status(who)).isActive).toBe(true)
  })
})

test('a coupon goes on with its subscription as long as it was made for, and never stands in the way of renewing', async () => {
  const { db } = lumiku.platform
  await db`
    insert into coupons (code, kind, value, periods, items) values
      ('SELALU10', 'percent', 10, null, null), ('DUA10', 'percent', 10, 2, null), ('PRO10', 'percent', 10, null, '{pro-monthly}')`
  const renewals = async (code: string, change?: string) => {
    const { who, accountId } = await someone()
    const bought = await who.post('/api/subscription/subscribe', { planId: 'pro-monthly', coupon: code })
    await atSandbox(bought.body.payment.url, 'pay')
    if (change) await who.post('/api/subscription/change-plan', { planId: change })
    const amounts: number[] = []
    for (const _ of [1, 2]) {
      await pass(accountId, 30)
      const item = change ?? 'pro-monthly'
      const told = (await who.post('/api/payments/price', { item, renew: true })).body.amount
      const { payment } = (await who.post('/api/subscription/renew-payment', {})).body
      expect(told).toBe(payment.amount)
      amounts.push(payment.amount)
      await atSandbox(payment.url, 'pay')
    }
    return amounts
  }
  expect(await renewals('SELALU10')).toEqual([269_100, 269_100])
  expect(await renewals('DUA10')).toEqual([269_100, 299_000])
  expect(await renewals('PRO10', 'basic-monthly')).toEqual([99_000, 99_000])
})

test('an order that was dropped and is paid all the same starts its plan', async () => {
  const { who } = await someone()
  const { payment } = (await who.post('/api/subscription/subscribe', { planId: 'pro-monthly' })).body
  expect((await who.post('/api/subscription/cancel', {})).status).toBe(200)
  expect(await status(who)).toMatchObject({ isActive: false, accountType: 'payg' })
  await atSandbox(payment.url, 'pay')
  expect(await status(who)).toMatchObject({ isActive: true, tier: 'pro', subscription: { status: 'active' } })
  expect((await who.get('/api/me')).body.account.tier).toBe('pro')
})

describe('free days', () => {
  test('off by default; where a plan has them they are offered once for each account and mailbox, and end by themselves', async () => {
    const { db } = lumiku.platform
    const offers = async (who: Client) =>
      (await who.get('/api/subscription/plans')).body.plans.flatMap((plan: { trialDays?: number }) =>
        plan.trialDays ? [plan.trialDays] : [],
      )
    const { who, accountId } = await someone()
    expect(await offers(who)).toEqual([])
    expect(
      (await who.post('/api/subscription/subscribe', { planId: 'pro-monthly', trial: true })).status,
    ).toBe(409)

    await db`update plans set trial_days = 7 where plan_id = 'pro-monthly'`
    try {
      expect(await offers(who)).toEqual([7])
      const begun = await who.post('/api/subscription/subscribe', { planId: 'pro-monthly', trial: true })
      expect(begun.status).toBe(201)
      expect(begun.body.payment).toBeUndefined()
      expect(await status(who)).toMatchObject({ isActive: true, tier: 'pro' })
      expect(await offers(who)).toEqual([])
      await pass(accountId, 6)
      expect(await status(who)).toMatchObject({ isActive: true })
      await pass(accountId, 5)
      expect(await status(who)).toMatchObject({ isActive: false, accountType: 'payg' })
      const again = await who.post('/api/subscription/subscribe', { planId: 'pro-monthly', trial: true })
      expect([again.status, again.body.code]).toEqual([409, 'trial_used'])

      const { who: other } = await someone()
      await db`update users set email = replace(${who.email}::text, '@', '+lagi@') where email = ${other.email}`
      expect(await offers(other)).toEqual([])
      const same = await other.post('/api/subscription/subscribe', { planId: 'pro-monthly', trial: true })
      expect([same.status, same.body.code]).toEqual([409, 'trial_used'])
    } finally {
      await db`update plans set trial_days = 0 where plan_id = 'pro-monthly'`
    }
  })
})
