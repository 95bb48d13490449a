import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { grantPlan } from '#server/billing/grant-plan.ts'
import type { Db } from '#server/platform/db.ts'
import {
  type Asking,
  ask,
  isReplayed,
  mortalApi,
  noneWaiting,
  ordering,
  said,
  waitingBackends,
} from '#test/support/ask-again.ts'
import { type Client, signUp } from '#test/support/client.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

/** An order, made ready by somebody who can place it. */
interface Ready {
  who: Client
  accountId: string
  same: Asking
  status: number
}

let lumiku: TestServing
let db: Db

beforeAll(async () => {
  lumiku = await serving({ worker: false })
  db = lumiku.platform.db
})
afterAll(() => lumiku.stop())

const orders: Record<string, (url: string) => Promise<Ready>> = {
  '/api/credits/purchase': async (url) => {
    const path = '/api/credits/purchase'
    return {
      ...(await someone(url)),
      same: { path, body: { packId: 'topup-1500' } },
      status: 201,
    }
  },
  '/api/subscription/subscribe': (url) => subscribing('/api/subscription/subscribe', url),
  '/api/subscription/create-payment': (url) => subscribing('/api/subscription/create-payment', url),
  '/api/subscription/change-plan': async (url) => {
    const path = '/api/subscription/change-plan'
    return {
      ...(await subscriber(url)),
      same: { path, body: { planId: 'pro-monthly' } },
      status: 200,
    }
  },
  '/api/subscription/renew-payment': async (url) => ({
    ...(await subscriber(url)),
    same: { path: '/api/subscription/renew-payment', body: {} },
    status: 201,
  }),
}

async function someone(url: string) {
  const who = await signUp(url)
  return { who, accountId: (await who.get('/api/me')).body.account.id as string }
}

async function subscriber(url: string) {
  const { who, accountId } = await someone(url)
  await grantPlan(db, { accountId, planId: 'basic-monthly', reason: 'test' })
  return { who, accountId }
}

async function subscribing(path: string, url: string): Promise<Ready> {
  return {
    ...(await someone(url)),
    same: { path, body: { planId: 'basic-monthly' } },
    status: 201,
  }
}

async function expectOneOrder({ who }: Ready) {
  const { items } = (await who.get('/api/payments')).body
  expect(items).toHaveLength(1)
  return items[0]
}

test('every order there is, is tried here', () => {
  expect(Object.keys(orders).sort()).toEqual(ordering)
})

describe('after a crash', () => {
  let api: Awaited<ReturnType<typeof mortalApi>>

  beforeAll(async () => {
    api = await mortalApi(lumiku)
  }, 60_000)
  afterAll(() => api.stop())

  /** The promise that the dead process gave to answer runs out. */
  const timeOut = (accountId: string) =>
    db`update idempotency_keys set claimed_until = now() where account_id = ${accountId} and status is null`

  /** Asks, and kills the process that was asked while it waits for the account; what it was doing is lost. */
  async function dieBeforeOrdering({ who, accountId, same }: Ready) {
    const lock = await db.reserve()
    try {
      await lock`begin`
      await lock`select from accounts where id = ${accountId} for update`
      const unanswered = ask(who, same, 'crash').catch(() => 'cut off')
      const [asked] = await waitingBackends(db, 1, 'transactionid')
      await api.kill()
      expect(await unanswered).toBe('cut off')
      await db`select pg_terminate_backend(${asked}, 5000)`
    } finally {
      await lock`rollback`
      lock.release()
    }
    await api.start()
  }

  /** The same, once the order is placed and before its answer is kept. */
  async function dieBeforeAnswering({ who, accountId, same }: Ready) {
    const [account, key] = [await db.reserve(), await db.reserve()]
    try {
      await account`begin`
      await account`select from accounts where id = ${accountId} for update`
      const unanswered = ask(who, same, 'crash').catch(() => 'cut off')
      await waitingBackends(db, 1, 'transactionid')
      await key`begin`
      await key`select from idempotency_keys where account_id = ${accountId} for update`
      await account`rollback`
      while (
        (await db`select 1 from payments where account_id = ${accountId} and url is not null`).length === 0
      );
      const [asked] = await waitingBackends(db, 1, 'transactionid')
      await api.kill()
      expect(await unanswered).toBe('cut off')
      await db`select pg_terminate_backend(${asked}, 5000)`
    } finally {
      await key`rollback`
      account.release()
      key.release()
    }
    await api.start()
  }

  test.each(Object.entries(orders))(
    'POST %s that was lost with its asker is placed by the next',
    async (_, prepare) => {
      const ready = await prepare(api.url)
      await dieBeforeOrdering(ready)
      expect((await ready.who.get('/api/payments')).body.items).toEqual([])
      await timeOut(ready.accountId)
      const answers = [await ask(ready.who, ready.same, 'crash'), await ask(ready.who, ready.same, 'crash')]
      expect(answers.map((answer) => [answer.status, isReplayed(answer)])).toEqual([
        [ready.status, false],
        [ready.status, true],
      ])
      expect(said(answers[1]!)).toBe(said(answers[0]!))
      expect((await expectOneOrder(ready)).id).toBe(answers[0]!.body.payment.id)
      await noneWaiting(db, 'transactionid')
    },
    60_000,
  )

  test.each(Object.entries(orders))(
    'POST %s that was placed but not answered is the order that is answered',
    async (_, prepare) => {
      const ready = await prepare(api.url)
      await dieBeforeAnswering(ready)
      const placed = await expectOneOrder(ready)
      await timeOut(ready.accountId)
      const answers = [await ask(ready.who, ready.same, 'crash'), await ask(ready.who, ready.same, 'crash')]
      expect(answers.map((answer) => [answer.status, isReplayed(answer), answer.body.payment.id])).toEqual([
        [ready.status, false, placed.id],
        [ready.status, true, placed.id],
      ])
      expect(said(answers[1]!)).toBe(said(answers[0]!))
      await expectOneOrder(ready)
    },
    60_000,
  )
})
