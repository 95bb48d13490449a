import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runFfmpeg } from '#media/ffmpeg/run-ffmpeg.ts'
import { makeAdmin } from '#server/accounts/make-admin.ts'
import { grantPlan } from '#server/billing/grant-plan.ts'
import type { Charge, Decision } from '#server/generations/charge-schemas.ts'
import { grant } from '#server/ledger/grant.ts'
import type { LedgerEntry } from '#server/ledger/schemas.ts'
import { newId } from '#server/platform/ids.ts'
import { type Client, readEvents, signUp, stranger } from '#test/support/client.ts'
import { openContract } from '#test/support/contract.ts'
import { reserve } from '#test/support/holds.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

const model = 'video-mixer:ffmpeg-standard'
const bonus = 4

let lumiku: TestServing
let contract: ReturnType<typeof openContract>
let folder: string

beforeAll(async () => {
  lumiku = await serving()
  // Small enough that a run needs bought credits as well.
  await lumiku.platform.db`update offers set credits = ${bonus} where key = 'sign-up'`
  contract = openContract((await stranger(lumiku.url).get('/api/openapi.json')).body)
  folder = await mkdtemp(join(tmpdir(), 'lumiku-charge-'))
})
afterAll(async () => {
  await lumiku.stop()
  await rm(folder, { recursive: true, force: true })
})

/** A second of picture, as ffmpeg's source of that name draws it. */
async function clip(who: Client, source: string): Promise<{ assetId: string }> {
  const path = join(folder, `${newId()}.mp4`)
  const coding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']
  await runFfmpeg(['-loglevel', 'error', '-f', 'lavfi', '-i', source, ...coding, path], { makes: [path] })
  const { status, body } = await who.upload(path)
  expect(status).toBe(201)
  return { assetId: body.id }
}

const moving = (n: number) => `testsrc2=s=320x180:r=30:d=1.${n}`
const black = (n: number) => `color=black:s=320x180:r=30:d=1.${n}`

/** Somebody with three clips, of which six videos can be made, and as many bought credits. */
async function seller({ bought = 0 } = {}) {
  const { db } = lumiku.platform
  const who = await signUp(lumiku.url)
  const { account, user } = (await who.get('/api/me')).body
  const accountId: string = account.id
  if (bought > 0)
    await grant(db, {
      accountId,
      kind: 'purchase',
      source: `p:${accountId}`,
      amount: bought,
      description: 'pack',
    })
  const clips = [await clip(who, moving(1)), await clip(who, moving(2)), await clip(who, moving(3))]
  return {
    who,
    accountId,
    userId: user.id as string,
    body: { clips, outputs: 3, format: { resolution: '480p', quality: 'low' } },
  }
}

const run = (who: Client, body: unknown) => who.post('/api/apps/video-mixer/generate', body)

async function started(who: Client, body: unknown): Promise<string> {
  const answer = await run(who, body)
  expect([answer.status, answer.text]).toEqual([202, expect.any(String)])
  return answer.body.generation.id
}

async function ended(who: Client, body: unknown): Promise<string> {
  const id = await started(who, body)
  await readEvents(who, `${lumiku.url}/api/generations/${id}/events`, ({ event }) => event === 'done')
  return id
}

async function charge(who: Client, id: string): Promise<Charge> {
  const { status, body } = await who.get(`/api/generations/${id}/charge`)
  expect([
    status,
    contract.faults('GET', '/api/generations/{id}/charge', 200, 'application/json', body),
  ]).toEqual([200, null])
  return body
}

async function decision(who: Client, requestId: string): Promise<Decision> {
  const { status, body } = await who.get(`/api/decisions/${requestId}`)
  expect([
    status,
    contract.faults('GET', '/api/decisions/{requestId}', 200, 'application/json', body),
  ]).toEqual([200, null])
  return body
}

/** The run's lines as the account's history tells them, oldest first. */
async function historyOf(who: Client, id: string): Promise<LedgerEntry[]> {
  const { items } = (await who.get('/api/credits/history?limit=100')).body
  return items.filter(({ generationId }: LedgerEntry) => generationId === id).reverse()
}

const paidBy = ({ grants }: Charge) => grants.map(({ kind, amount }) => [kind, amount])
const lines = ({ entries }: Charge) =>
  entries.map(({ unit, kind, amount, spent, balanceAfter }) => [unit, kind, amount, spent, balanceAfter])

describe('a run can be asked why it cost what it cost', () => {
  test('pay as you go: the bonus paid first, then what was bought, and the history says the same', async () => {
    const { who, body } = await seller({ bought: 50 })
    const id = await ended(who, body)
    const why = await charge(who, id)
    expect(why).toMatchObject({
      generationId: id,
      status: 'succeeded',
      app: 'video-mixer',
      action: 'generate',
      modelKey: model,
      outputs: { wanted: 3, delivered: 3 },
      quote: { credits: 6, quota: 3, paysWith: 'credits' },
      rule: {
        code: 'credits',
        accountType: 'payg',
        tier: 'free',
        planId: null,
        dailyQuota: 0,
        model: { modelKey: model, tier: 'free', price: { base: 2, quota: 1 } },
      },
      hold: { unit: 'credit', amount: 6, day: null, settled: 6, released: 0 },
      settlement: { delivered: 3, wanted: 3, schedule: [0, 2, 4, 6], settled: 6, released: 0, failures: [] },
    })
    expect(paidBy(why)).toEqual([
      ['sign_up', bonus],
      ['purchase', 2],
    ])
    expect(lines(why)).toEqual([
      ['credit', 'hold', -6, 0, 48],
      ['credit', 'settle', 0, 6, 48],
    ])
    expect(why.entries).toEqual((await historyOf(who, id)).map((entry) => ({ ...entry, unit: 'credit' })))
    expect([why.hold.at, why.hold.endedAt]).toEqual(why.entries.map(({ at }) => at))
    const { outputs } = (await who.get(`/api/generations/${id}`)).body
    expect(why.settlement?.results.map(({ assetId }) => assetId)).toEqual(
      outputs.map(({ assetId }: { assetId: string }) => assetId),
    )
  }, 120_000)

  test('credits that expire sooner paid before those that last', async () => {
    const { db } = lumiku.platform
    const { who, accountId, body } = await seller()
    const give = (source: string, days: number) =>
      grant(db, {
        accountId,
        kind: 'admin',
        source: `${source}:${accountId}`,
        amount: 1,
        description: source,
        expiresAt: new Date(Date.now() + days * 86_400_000),
      })
    await give('late', 20)
    await give('soon', 2)
    const why = await charge(who, await ended(who, body))
    expect(
      why.grants.map(({ description, amount, expiresAt }) => [description, amount, expiresAt !== null]),
    ).toEqual([
      ['soon', 1, true],
      ['late', 1, true],
      ['sign_up_bonus', 4, false],
    ])
  }, 120_000)

  test('a subscriber: the plan pays with the quota of the day, no credits move', async () => {
    const { who, accountId, body } = await seller()
    await grantPlan(lumiku.platform.db, { accountId, planId: 'basic-monthly', reason: 'test' })
    const why = await charge(who, await ended(who, body))
    expect(why).toMatchObject({
      quote: { credits: 6, quota: 3, paysWith: 'quota' },
      rule: {
        code: 'quota',
        accountType: 'subscription',
        tier: 'basic',
        planId: 'basic-monthly',
        dailyQuota: 50,
      },
      hold: { unit: 'quota', amount: 3, day: why.hold.at.slice(0, 10), settled: 3, released: 0 },
      grants: [],
      settlement: { schedule: [0, 1, 2, 3] },
    })
    expect(lines(why)).toEqual([
      ['quota', 'hold', -3, 0, 47],
      ['quota', 'settle', 0, 3, 47],
    ])
  }, 120_000)

  test('a subscriber whose quota was too small, and who let credits pay', async () => {
    const { db } = lumiku.platform
    const { who, accountId, body } = await seller({ bought: 50 })
    await grantPlan(db, { accountId, planId: 'free-forever', reason: 'test' })
    await reserve(db, { accountId, quota: 8, dailyLimit: 10 })
    await db`update accounts set use_credits_after_quota = true where id = ${accountId}`
    const id = await started(who, body)
    const why = await charge(who, id)
    expect(why).toMatchObject({
      quote: { paysWith: 'credits' },
      rule: { code: 'credits_after_quota', accountType: 'subscription', dailyQuota: 10 },
      hold: { unit: 'credit', amount: 6, day: null },
    })
    await who.post(`/api/generations/${id}/cancel`)
  }, 60_000)

  test('one of four came out black: three are charged, the fourth is given back and says why', async () => {
    const { who, body } = await seller({ bought: 50 })
    const clips = [
      { ...(await clip(who, black(1))), group: 'first' },
      { ...(await clip(who, moving(1))), group: 'first' },
      { ...(await clip(who, black(2))), group: 'then' },
      { ...(await clip(who, moving(2))), group: 'then' },
    ]
    const id = await ended(who, { ...body, clips, outputs: 4, mix: { groups: 'sequence' } })
    const why = await charge(who, id)
    expect(why).toMatchObject({
      status: 'succeeded',
      outputs: { wanted: 4, delivered: 3 },
      quote: { credits: 8 },
      hold: { amount: 8, settled: 6, released: 2 },
      settlement: { delivered: 3, wanted: 4, settled: 6, released: 2, schedule: [0, 2, 4, 6, 8] },
    })
    expect(why.settlement?.failures).toEqual([
      { position: expect.any(Number), reason: expect.stringContaining('black') },
    ])
    const made = why.settlement?.results.map(({ position }) => position) ?? []
    expect([...made, why.settlement?.failures[0]?.position].sort()).toEqual([0, 1, 2, 3])
    expect(lines(why)).toEqual([
      ['credit', 'hold', -8, 0, 46],
      ['credit', 'settle', 2, 6, 48],
    ])
    expect(paidBy(why)).toEqual([
      ['sign_up', bonus],
      ['purchase', 2],
    ])
  }, 120_000)

  test('while it runs nothing is charged yet; cancelled, what it delivered is, and the rest came back', async () => {
    const { who, body } = await seller({ bought: 50 })
    const id = await started(who, { ...body, outputs: 6, format: { resolution: '1080p' } })
    const going = await charge(who, id)
    expect(going).toMatchObject({
      quote: { credits: 12, paysWith: 'credits' },
      hold: { amount: 12, endedAt: null, settled: null, released: null },
      grants: [],
      settlement: null,
    })
    expect(['queued', 'running']).toContain(going.status)
    expect(lines(going)).toEqual([['credit', 'hold', -12, 0, 42]])

    expect((await who.post(`/api/generations/${id}/cancel`)).status).toBe(202)
    const why = await charge(who, id)
    const { delivered } = why.outputs
    const cost = delivered * 2
    expect(why).toMatchObject({
      status: 'cancelled',
      hold: { settled: cost, released: 12 - cost },
      settlement: { delivered, wanted: 6, settled: cost, released: 12 - cost },
    })
    expect(why.grants.reduce((sum, { amount }) => sum + amount, 0)).toBe(cost)
    expect(lines(why).at(-1)).toEqual([
      'credit',
      cost === 0 ? 'release' : 'settle',
      12 - cost,
      cost,
      54 - cost,
    ])
    expect(why.entries).toEqual((await historyOf(who, id)).map((entry) => ({ ...entry, unit: 'credit' })))
    expect((await who.get('/api/credits/balance')).body).toEqual({ balance: 54 - cost, held: 0 })
  }, 60_000)

  test('a run from before terms were kept still shows its hold and its books', async () => {
    const { who, body } = await seller({ bought: 50 })
    const id = await started(who, body)
    await who.post(`/api/generations/${id}/cancel`)
    await lumiku.platform.db`update generations set terms = null where id = ${id}`
    expect(await charge(who, id)).toMatchObject({
      quote: null,
      rule: null,
      hold: { amount: 6 },
      entries: [{}, {}],
    })
  }, 60_000)
})

describe('a refusal can be asked why, by the id of its request', () => {
  test('402: what was needed and there, and the ways out as they were offered, whatever they cost by now', async () => {
    const { db } = lumiku.platform
    const { who, body } = await seller()
    const refused = await run(who, body)
    expect([refused.status, refused.headers.get('x-request-id')]).toEqual([402, refused.body.requestId])
    await db`update packs set amount = amount + 1`
    await db`update plans set price = price + 1 where price > 0`
    try {
      const why = await decision(who, refused.body.requestId)
      expect(why).toMatchObject({
        requestId: refused.body.requestId,
        app: 'video-mixer',
        action: 'generate',
        modelKey: model,
        outputs: 3,
        status: 402,
        code: 'insufficient_credits',
        refusal: { required: 6, current: bonus },
        quote: { credits: 6, quota: 3 },
        rule: { code: 'credits', accountType: 'payg', model: { modelKey: model, price: { base: 2 } } },
      })
      expect(refused.body.exits).toHaveLength(2)
      expect(why.exits).toEqual(refused.body.exits)
    } finally {
      await db`update packs set amount = amount - 1`
      await db`update plans set price = price - 1 where price > 0`
    }
  }, 60_000)

  test('403: the model, the tier it needed then, the tier there was', async () => {
    const { db } = lumiku.platform
    const { who, body } = await seller()
    await db`update models set tier = 'pro' where key = ${model}`
    const refused = await run(who, body).finally(
      () => db`update models set tier = 'free' where key = ${model}`,
    )
    const why = await decision(who, refused.body.requestId)
    expect(why).toMatchObject({
      status: 403,
      code: 'tier_required',
      refusal: { modelKey: model, requiredTier: 'pro' },
      rule: { code: 'tier', tier: 'free', model: { tier: 'pro' } },
    })
    expect(why.exits).toEqual(refused.body.exits)
  }, 60_000)

  test('429: used, limit and reset of that day', async () => {
    const { db } = lumiku.platform
    const { who, accountId, body } = await seller()
    await grantPlan(db, { accountId, planId: 'free-forever', reason: 'test' })
    await reserve(db, { accountId, quota: 8, dailyLimit: 10 })
    const refused = await run(who, body)
    const { required, used, limit, remaining, resetAt, exits, requestId } = refused.body
    const why = await decision(who, requestId)
    expect(why).toMatchObject({
      status: 429,
      code: 'quota_exceeded',
      rule: { code: 'quota', accountType: 'subscription', planId: 'free-forever', dailyQuota: 10 },
    })
    expect([required, used, limit, remaining]).toEqual([3, 8, 10, 2])
    expect(why.refusal).toEqual({ required, used, limit, remaining, resetAt })
    expect(why.exits).toEqual(exits)
  }, 60_000)

  test('a refused retry is explained too, and a refusal is forgotten after 30 days', async () => {
    const { db } = lumiku.platform
    const { who, accountId, body } = await seller({ bought: 2 })
    const id = await started(who, body)
    await who.post(`/api/generations/${id}/cancel`)
    await reserve(db, { accountId, credits: (await who.get('/api/credits/balance')).body.balance })
    const refused = await who.post(`/api/generations/${id}/retry`)
    expect(refused.status).toBe(402)
    const { requestId } = refused.body
    expect((await decision(who, requestId)).refusal).toEqual({ required: 6, current: 0 })
    await db`update decisions set at = at - interval '31 days' where request_id = ${requestId}`
    expect((await who.get(`/api/decisions/${requestId}`)).status).toBe(404)
  }, 60_000)
})

describe('who may ask', () => {
  test('the account and operators; to everybody else there is no such thing', async () => {
    const { db } = lumiku.platform
    const { who, accountId, userId, body } = await seller({ bought: 2 })
    const id = await started(who, body)
    const { requestId } = (await run(who, body)).body
    await who.post(`/api/generations/${id}/cancel`)
    const paths = [`/generations/${id}/charge`, `/decisions/${requestId}`]
    const other = await signUp(lumiku.url)
    for (const path of paths) {
      expect((await who.get(`/api${path}`)).status).toBe(200)
      expect((await stranger(lumiku.url).get(`/api${path}`)).status).toBe(401)
      expect((await stranger(lumiku.url).get(`/api/admin${path}`)).status).toBe(401)
      expect((await other.get(`/api${path}`)).body.code).toBe('not_found')
      expect((await who.get(`/api/admin${path}`)).body.code).toBe('admin_only')
    }

    await makeAdmin(db, other.email)
    const [ofRun, ofRefusal] = await Promise.all(paths.map((path) => other.get(`/api/admin${path}`)))
    expect(ofRun?.body).toEqual({ ...(await charge(who, id)), accountId, userId })
    expect(ofRefusal?.body).toEqual({ ...(await decision(who, requestId)), accountId, userId })
    for (const [at, body] of [
      ['/api/admin/generations/{id}/charge', ofRun?.body],
      ['/api/admin/decisions/{requestId}', ofRefusal?.body],
    ] as const)
      expect(contract.faults('GET', at, 200, 'application/json', body)).toBeNull()
    for (const path of paths) expect((await other.get(`/api${path}`)).status).toBe(404)
  }, 60_000)

  test('what is no id names nothing', async () => {
    const who = await signUp(lumiku.url)
    await makeAdmin(lumiku.platform.db, who.email)
    for (const path of [
      `generations/${newId()}/charge`,
      'generations/nothing/charge',
      `decisions/${newId()}`,
      'decisions/%00',
    ])
      for (const at of [`/api/${path}`, `/api/admin/${path}`])
        expect([at, (await who.get(at)).status]).toEqual([at, 404])
  })
})
