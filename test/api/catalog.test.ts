import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { seedCatalog } from '#server/access/seed-catalog.ts'
import { grantPlan } from '#server/billing/grant-plan.ts'
import { type Client, signUp, stranger } from '#test/support/client.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

let lumiku: TestServing
let payg: Client

beforeAll(async () => {
  lumiku = await serving({ worker: false })
  payg = await signUp(lumiku.url)
})
afterAll(() => lumiku.stop())

async function subscriber(planId: string): Promise<Client> {
  const someone = await signUp(lumiku.url)
  const { body } = await someone.get('/api/me')
  await grantPlan(lumiku.platform.db, { accountId: body.account.id, planId, reason: 'test' })
  return someone
}

describe('what is for sale', () => {
  test('anyone sees five plans in order, in whole rupiah', async () => {
    const { status, body } = await stranger(lumiku.url).get('/api/subscription/plans')
    expect(status).toBe(200)
    expect(
      body.plans.map((plan: { planId: string; price: number; dailyQuota: number }) => [
        plan.planId,
        plan.price,
        plan.dailyQuota,
      ]),
    ).toEqual([
      ['free-forever', 0, 10],
      ['basic-monthly', 99_000, 50],
      ['pro-monthly', 299_000, 100],
      ['enterprise-monthly', 999_000, 500],
      ['pro-yearly', 2_870_000, 100],
    ])
    expect(body.plans[2]).toMatchObject({ popular: true, billingCycle: 'monthly', tier: 'pro' })
    expect(body.plans[4]).toMatchObject({ savePercent: 20, billingCycle: 'yearly' })
  })

  test('a subscriber sees which plan is theirs', async () => {
    const { body } = await (await subscriber('pro-monthly')).get('/api/subscription/plans')
    expect(
      body.plans
        .filter((plan: { current?: boolean }) => plan.current)
        .map((plan: { planId: string }) => plan.planId),
    ).toEqual(['pro-monthly'])
  })

  test('anyone sees three packs', async () => {
    const { body } = await stranger(lumiku.url).get('/api/credits/packs')
    expect(body.packs).toEqual([
      { packId: 'topup-1500', credits: 1500, amount: 100_000 },
      { packId: 'topup-4000', credits: 4000, amount: 250_000 },
      { packId: 'topup-9000', credits: 9000, amount: 500_000 },
    ])
  })

  test("seeding again changes nothing, and keeps an operator's edit", async () => {
    const { db } = lumiku.platform
    await db`update models set price = jsonb_set(price, '{base}', '3') where key = 'carousel-mix:canvas-standard'`
    await db`update packs set amount = 99000 where pack_id = 'topup-1500'`
    const before = await db`select * from models order by key`
    await seedCatalog(db)
    await seedCatalog(db)
    expect(await db`select * from models order by key`).toEqual(before)
    const { body } = await stranger(lumiku.url).get('/api/credits/packs')
    expect(body.packs[0].amount).toBe(99_000)
    await db`update packs set amount = 100000 where pack_id = 'topup-1500'`
  })

  test('an edited price reaches every process without a restart', async () => {
    const { db } = lumiku.platform
    await db`update models set price = jsonb_set(price, '{base}', '7') where key = 'looping-flow:ffmpeg-loop'`
    await db`update models set price = jsonb_set(price, '{base}', '2') where key = 'looping-flow:ffmpeg-loop'`
    const base = async () => {
      const { body } = await payg.get('/api/apps/looping-flow/models')
      return body.models[0].price.credits.base
    }
    while ((await base()) !== 2) await Bun.sleep(10)
  })
})

describe('who may run what', () => {
  test('all five apps are listed with what is open to the caller', async () => {
    const { body } = await payg.get('/api/apps')
    expect(body.apps.map((app: { id: string }) => app.id).sort()).toEqual([
      'carousel-mix',
      'looping-flow',
      'poster-editor',
      'video-generator',
      'video-mixer',
    ])
    const generator = body.apps.find((app: { id: string }) => app.id === 'video-generator')
    expect(generator).toMatchObject({
      actions: ['generate'],
      availableModels: 2,
      lockedModels: 3,
      status: 'coming',
    })
    const enterprise = await (await subscriber('enterprise-monthly')).get('/api/apps')
    expect(enterprise.body.apps.every((app: { lockedModels: number }) => app.lockedModels === 0)).toBe(true)
  })

  test('nobody in particular is asked to sign in', async () => {
    for (const path of [
      '/api/apps',
      '/api/apps/video-mixer/models',
      '/api/me',
      '/api/quota/status',
      '/api/credits/balance',
      '/api/generations',
    ]) {
      const { status, body } = await stranger(lumiku.url).get(path)
      expect([path, status, body.code]).toEqual([path, 401, 'unauthenticated'])
    }
  })

  test('models come by tier, then name; locked ones only when asked for, saying what they need', async () => {
    const open = await payg.get('/api/apps/video-generator/models')
    expect(open.body.models.map((model: { modelKey: string }) => model.modelKey)).toEqual([
      'video-generator:motion',
      'video-generator:wan2.2',
    ])
    const all = await payg.get('/api/apps/video-generator/models?include=locked')
    expect(all.body.models.map((model: { tier: string }) => model.tier)).toEqual([
      'free',
      'free',
      'basic',
      'pro',
      'enterprise',
    ])
    expect(all.body.models.at(-1)).toMatchObject({
      accessible: false,
      requiredTier: 'enterprise',
      available: false,
      provider: 'fal',
    })
    const basic = await (await subscriber('basic-monthly')).get('/api/apps/video-generator/models')
    expect(basic.body.models.map((model: { tier: string }) => model.tier)).toEqual(['free', 'free', 'basic'])
  })

  test('a model whose provider has no key says so instead of pretending', async () => {
    const { body } = await payg.get('/api/apps/video-generator/models')
    const byKey = Object.fromEntries(
      body.models.map((model: { modelKey: string; available: boolean }) => [model.modelKey, model.available]),
    )
    expect(byKey).toEqual({ 'video-generator:motion': true, 'video-generator:wan2.2': false })
  })

  test('a beta model opens only to its testers', async () => {
    const { db } = lumiku.platform
    await db`insert into models (key, app, name, tier, provider, beta, price) values ('looping-flow:beta', 'looping-flow', 'Beta', 'free', 'local', true, '{"base":1,"quota":1}')`
    await db`select pg_notify('catalog', 'looping-flow:beta')`
    const tester = await signUp(lumiku.url)
    await db`update accounts set tags = '{beta_tester}' where id = ${(await tester.get('/api/me')).body.account.id}`
    const keys = async (who: Client) =>
      (await who.get('/api/apps/looping-flow/models')).body.models.map(
        (model: { modelKey: string }) => model.modelKey,
      )
    while (!(await keys(tester)).includes('looping-flow:beta')) await Bun.sleep(10)
    expect(await keys(payg)).not.toContain('looping-flow:beta')
  })

  test('an app still to come refuses to run and says so; an unknown one is not there', async () => {
    const coming = await payg.post('/api/apps/video-generator/generate', {})
    expect([coming.status, coming.body.code, coming.body.reason]).toEqual([
      409,
      'model_unavailable',
      'coming',
    ])
    expect((await payg.get('/api/apps/nothing/models')).status).toBe(404)
    expect((await payg.post('/api/apps/nothing/generate', {})).status).toBe(404)
    expect((await payg.post('/api/apps/video-mixer/explode', {})).status).toBe(404)
  })

  test('a plan opens its tier at once, and its end closes it at once', async () => {
    const someone = await subscriber('pro-monthly')
    const type = async () => (await someone.get('/api/me')).body.account
    expect(await type()).toMatchObject({ accountType: 'subscription', tier: 'pro' })
    expect((await someone.get('/api/subscription/status')).body).toMatchObject({
      isActive: true,
      tier: 'pro',
      subscription: { status: 'active', planId: 'pro-monthly' },
    })
    await lumiku.platform
      .db`update periods set starts_at = now() - interval '2 months', ends_at = now() - interval '1 second' where account_id = ${(await type()).id}`
    expect(await type()).toMatchObject({ accountType: 'payg', tier: 'free' })
    expect((await someone.get('/api/quota/status')).body).toMatchObject({ limit: 0, accountType: 'payg' })
    expect((await someone.get('/api/subscription/status')).body).toMatchObject({
      isActive: false,
      subscription: { status: 'expired' },
    })
  })
})
