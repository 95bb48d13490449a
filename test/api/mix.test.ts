import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openCatalog } from '#server/access/catalog.ts'
import { grantPlan } from '#server/billing/grant-plan.ts'
import { bookRules } from '#server/generations/book-rules.ts'
import { quote } from '#server/generations/quote.ts'
import { grant } from '#server/ledger/grant.ts'
import { reconcile } from '#server/ledger/reconcile.ts'
import { newId } from '#server/platform/ids.ts'
import { type Client, media, readEvents, signUp } from '#test/support/client.ts'
import { reserve } from '#test/support/holds.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

let lumiku: TestServing

beforeAll(async () => {
  lumiku = await serving()
})
afterAll(() => lumiku.stop())

const small = {
  format: { resolution: '480p', aspect: '1:1', quality: 'low' },
  mix: { window: { kind: 'random', clipSeconds: 1 } },
}

/** Somebody with two clips uploaded, and the body of a mix of them. */
async function mixer(
  outputs = 3,
): Promise<{ who: Client; body: Record<string, unknown>; accountId: string }> {
  const who = await signUp(lumiku.url)
  const clips = [
    await who.upload(join(media, 'car-detection.mp4')),
    await who.upload(join(media, 'bottle-detection.mp4')),
  ]
  for (const clip of clips) expect(clip.status).toBe(201)
  const body = { clips: clips.map(({ body }) => ({ assetId: body.id })), outputs, ...small }
  return { who, body, accountId: (await who.get('/api/me')).body.account.id }
}

const run = (who: Client, body: unknown, headers?: Record<string, string>) =>
  who.post('/api/apps/video-mixer/generate', body, headers)

async function ended(who: Client, id: string) {
  await readEvents(who, `${lumiku.url}/api/generations/${id}/events`, ({ event }) => event === 'done')
  return (await who.get(`/api/generations/${id}`)).body
}

async function expectBooksInOrder() {
  for (const { says, broken } of await reconcile(lumiku.platform.db, bookRules))
    expect({ says, broken }).toEqual({ says, broken: undefined })
}

describe('a mix', () => {
  test('paid by credits: three different videos, exactly six credits, watched live', async () => {
    const { who, body } = await mixer()
    // The events of this run gain a digit on the way, and must keep their order all the same.
    await lumiku.platform.db`select setval(pg_get_serial_sequence('generation_events', 'id'), 9996)`
    const quoted = await who.post('/api/apps/video-mixer/generate/quote', body)
    expect(quoted.body).toMatchObject({
      modelKey: 'video-mixer:ffmpeg-standard',
      outputs: 3,
      credits: 6,
      quota: 3,
      paysWith: 'credits',
      balanceAfter: 94,
    })

    const started = await run(who, body)
    expect(started.status).toBe(202)
    const { generation } = started.body
    expect(started.headers.get('location')).toBe(`/api/generations/${generation.id}`)
    expect(generation).toMatchObject({ status: 'queued', charged: { unit: 'credit', held: 6, settled: 0 } })
    expect((await who.get('/api/credits/balance')).body).toEqual({ balance: 94, held: 6 })

    const events = await readEvents(
      who,
      `${lumiku.url}/api/generations/${generation.id}/events`,
      ({ event }) => event === 'done',
    )
    expect(events.filter(({ event }) => event === 'output')).toHaveLength(3)
    expect(events.at(-1)?.data).toMatchObject({ status: 'succeeded', charged: { settled: 6 } })
    const ids = events.map(({ id }) => Number(id))
    expect(ids).toEqual([...ids].sort((a, b) => a - b))

    const detail = (await who.get(`/api/generations/${generation.id}`)).body
    expect(detail).toMatchObject({
      status: 'succeeded',
      progress: 1,
      charged: { unit: 'credit', held: 0, settled: 6 },
    })
    expect(detail.outputs).toHaveLength(3)
    for (const output of detail.outputs)
      expect(output).toMatchObject({
        type: 'video/mp4',
        width: 480,
        height: 480,
        seconds: expect.any(Number),
      })
    expect((await who.get('/api/credits/balance')).body).toEqual({ balance: 94, held: 0 })
    const history = (await who.get('/api/credits/history')).body.items
    expect(
      history.map(({ kind, amount, balanceAfter, generationId }: Record<string, unknown>) => [
        kind,
        amount,
        balanceAfter,
        generationId,
      ]),
    ).toEqual([
      ['settle', 0, 94, generation.id],
      ['hold', -6, 94, generation.id],
      ['grant', 100, 100, undefined],
    ])
    expect((await who.get('/api/models/usage')).body.usages).toMatchObject([
      { generationId: generation.id, usageType: 'credit', creditUsed: 6, quotaUsed: 0 },
    ])

    // Coming back later, from where one had got to, or from the start.
    const replay = await readEvents(
      who,
      `${lumiku.url}/api/generations/${generation.id}/events`,
      ({ event }) => event === 'done',
    )
    expect(replay.filter(({ event }) => event === 'output')).toHaveLength(3)
    const rest = await readEvents(
      who,
      `${lumiku.url}/api/generations/${generation.id}/events`,
      ({ event }) => event === 'done',
      {
        'last-event-id': replay.at(-2)?.id ?? '',
      },
    )
    expect(rest.map(({ event }) => event)).toEqual(['done'])
    const counted = 'lumiku_generations_total{model="video-mixer:ffmpeg-standard",status="succeeded"} 1'
    while (!(await who.get('/metrics')).text.includes(counted)) await Bun.sleep(20)
  }, 120_000)

  test('a process that has not heard of a change yet quotes by it all the same', async () => {
    const { body, accountId } = await mixer()
    const { platform } = lumiku
    const deaf = { on: () => () => {}, onReconnect: () => () => {}, close: async () => {} }
    const catalog = await openCatalog({ ...platform, listener: deaf })
    const quoted = () => quote(platform, catalog, accountId, 'video-mixer', 'generate', body)
    const setTier = (tier: string) =>
      platform.db`update models set tier = ${tier} where key = 'video-mixer:ffmpeg-standard'`
    try {
      await setTier('pro')
      expect(await quoted().catch(({ code }) => code)).toBe('tier_required')
    } finally {
      await setTier('free')
    }
    expect(await quoted()).toMatchObject({ credits: 6, balanceAfter: 94 })
  })

  test('its results play with ranges, and come together in one ZIP that is stored, not deflated', async () => {
    const { who, body } = await mixer(2)
    const { generation } = (await run(who, body)).body
    const { outputs } = await ended(who, generation.id)
    const link = new URL(outputs[0].url, lumiku.url)
    const part = await fetch(link, { headers: { range: 'bytes=4-7' } })
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([
      206,
      'ftyp',
      `bytes 4-7/${outputs[0].bytes}`,
    ])

    const zip = await fetch(`${lumiku.url}/api/generations/${generation.id}/archive`, {
      headers: { authorization: `Bearer ${who.token}` },
    })
    expect(zip.headers.get('content-type')).toBe('application/zip')
    const bytes = Buffer.from(await zip.arrayBuffer())
    const files = readZip(bytes)
    expect(files.filter(({ name }) => name.endsWith('.mp4')).map(({ size }) => size)).toEqual(
      outputs.map((output: { bytes: number }) => output.bytes),
    )
    expect(files.some(({ name }) => name.endsWith('.json'))).toBe(true)
    expect(files.every(({ method }) => method === 0)).toBe(true)
  }, 120_000)

  test('paid by quota: a subscriber’s use rises by three, credits stay', async () => {
    const { who, body, accountId } = await mixer()
    await grantPlan(lumiku.platform.db, { accountId, planId: 'basic-monthly', reason: 'test' })
    const { generation } = (await run(who, body)).body
    expect(generation.charged).toEqual({ unit: 'quota', held: 3, settled: 0 })
    expect((await ended(who, generation.id)).charged).toEqual({ unit: 'quota', held: 0, settled: 3 })
    expect((await who.get('/api/quota/status')).body).toMatchObject({
      used: 3,
      limit: 50,
      remaining: 47,
      breakdown: { 'video-mixer:ffmpeg-standard': 3 },
    })
    expect((await who.get('/api/quota/history')).body.history[0]).toMatchObject({ used: 3, limit: 50 })
    expect((await who.get('/api/credits/balance')).body).toEqual({ balance: 100, held: 0 })
  }, 120_000)

  test('cancelled: the work stops, everything undelivered comes back, and nothing is left behind', async () => {
    const { who, body } = await mixer(20)
    const { generation } = (await run(who, { ...body, format: { resolution: '1080p' } })).body
    await readEvents(
      who,
      `${lumiku.url}/api/generations/${generation.id}/events`,
      ({ data }) => data.status === 'running' && Number(data.progress) > 0,
    )
    const cancelled = await who.post(`/api/generations/${generation.id}/cancel`)
    expect(cancelled.status).toBe(202)
    const after = (await who.get(`/api/generations/${generation.id}`)).body
    expect(after.status).toBe('cancelled')
    expect(after.charged).toEqual({ unit: 'credit', held: 0, settled: after.outputs.length * 2 })
    expect((await who.get('/api/credits/balance')).body).toEqual({
      balance: 100 - after.outputs.length * 2,
      held: 0,
    })
    expect((await who.post(`/api/generations/${generation.id}/cancel`)).status).toBe(202)
    while ((await readdir(join(lumiku.data, 'work'))).some((name) => name.startsWith(generation.id)))
      await Bun.sleep(20)
    expect((await who.get(`/api/generations/${generation.id}`)).body.outputs).toHaveLength(
      after.outputs.length,
    )
    await expectBooksInOrder()
  }, 120_000)

  test('run again from an old one is a run of its own', async () => {
    const { who, body } = await mixer(1)
    const { generation } = (await run(who, body)).body
    expect((await who.post(`/api/generations/${generation.id}/retry`)).status).toBe(409)
    await ended(who, generation.id)
    const again = await who.post(`/api/generations/${generation.id}/retry`)
    expect(again.status).toBe(202)
    expect(again.body.generation.id).not.toBe(generation.id)
    expect((await ended(who, again.body.generation.id)).status).toBe('succeeded')
    const list = (await who.get('/api/generations?app=video-mixer&status=succeeded&limit=1')).body
    expect(list.items.map(({ id }: { id: string }) => id)).toEqual([again.body.generation.id])
    const next = (await who.get(`/api/generations?limit=1&cursor=${list.nextCursor}`)).body
    expect(next.items.map(({ id }: { id: string }) => id)).toEqual([generation.id])
  }, 120_000)
})

describe('a run that its worker never finished', () => {
  test('is taken over when the lease runs out, keeps what was delivered, and is charged once', async () => {
    const { db } = lumiku.platform
    const { who, body } = await mixer(2)
    const lost = await lostRun(who, body)
    await db`select rescue_generations(3, interval '1 minute')`
    const run = await ended(who, lost)
    expect(run).toMatchObject({ status: 'succeeded', charged: { settled: 4 } })
    expect((await who.get('/api/credits/balance')).body).toEqual({ balance: 96, held: 0 })
  }, 120_000)

  test('is given up after three attempts, and everything comes back', async () => {
    const { db } = lumiku.platform
    const { who, body } = await mixer(2)
    const lost = await lostRun(who, body)
    await db`update generations set attempt = 3 where id = ${lost}`
    await db`select rescue_generations(3, interval '1 minute')`
    expect((await who.get(`/api/generations/${lost}`)).body).toMatchObject({
      status: 'failed',
      error: { code: 'worker_lost' },
      charged: { settled: 0 },
    })
    expect((await who.get('/api/credits/balance')).body).toEqual({ balance: 100, held: 0 })
    await expectBooksInOrder()
  }, 60_000)

  test('a worker that lost its run can change nothing any more', async () => {
    const { db } = lumiku.platform
    const { who, body } = await mixer(2)
    const lost = await lostRun(who, body)
    const stale = 0
    const [row] = await db`
      select report_progress(${lost}, ${stale}, interval '1 minute', 0.5, 'late', null) as progress,
             end_generation(${lost}, ${stale}, 'done', null, null) as ended,
             requeue_generation(${lost}, ${stale}) as requeued,
             deliver_output(${lost}, ${stale}, 0, '{}', '{}') as delivered`
    expect(row).toEqual({ progress: false, ended: null, requeued: false, delivered: false })
    await who.post(`/api/generations/${lost}/cancel`)
  }, 60_000)

  /** A run as a worker that died leaves it: claimed, its lease over, its job gone. */
  async function lostRun(who: Client, body: unknown): Promise<string> {
    const { db } = lumiku.platform
    const id = newId()
    const { accountId, userId, assets } = await idsOf(who, body)
    await db.begin(async (tx) => {
      const [model] = await tx`select key, revision from models where key = 'video-mixer:ffmpeg-standard'`
      const request = {
        n: 0,
        id,
        account_id: accountId,
        user_id: userId,
        app: 'video-mixer',
        action: 'generate',
        model_key: model.key,
        revision: model.revision,
        input: await parsed(body),
        outputs: 2,
        credit_schedule: [0, 2, 4],
        quota_schedule: [0, 1, 2],
        assets,
      }
      await tx`select start_generations(${JSON.stringify([request])}::text::jsonb, true)`
      await tx`select graphile_worker.remove_job(${`perform:${id}`})`
      await tx`select claim_generation(${id}, interval '0 seconds')`
    })
    return id
  }

  async function idsOf(who: Client, body: unknown) {
    const { user, account } = (await who.get('/api/me')).body
    const assets = (body as { clips: { assetId: string }[] }).clips.map(({ assetId }) => assetId)
    return { accountId: account.id, userId: user.id, assets }
  }

  async function parsed(body: unknown) {
    const { mixInput } = await import('#apps/video-mixer/input.ts')
    return mixInput.parse(body)
  }
})

describe('the price is refused clearly', () => {
  test('402 says what is missing, and the pack and the plan that would do', async () => {
    const { who, body } = await mixer(51)
    const { status, body: problem } = await run(who, {
      ...body,
      outputs: 51,
      mix: { window: { kind: 'random', clipSeconds: 1 } },
    })
    expect([status, problem.code, problem.required, problem.current]).toEqual([
      402,
      'insufficient_credits',
      102,
      100,
    ])
    expect(problem.exits).toEqual([
      { kind: 'buy_credits', packId: 'topup-1500', amount: 100_000 },
      { kind: 'upgrade', planId: 'pro-monthly', amount: 299_000 },
    ])
    expect((await who.get('/api/generations')).body.items).toEqual([])
    const quoted = await who.post('/api/apps/video-mixer/generate/quote', { ...body, outputs: 51 })
    expect([quoted.status, quoted.body.code]).toEqual([402, 'insufficient_credits'])
  }, 60_000)

  test('403 names the tier and its price today', async () => {
    const { db } = lumiku.platform
    const { who, body } = await mixer(1)
    await db`update models set tier = 'enterprise' where key = 'video-mixer:ffmpeg-standard'`
    try {
      const { status, body: problem } = await run(who, body)
      expect([status, problem.code, problem.modelKey, problem.requiredTier]).toEqual([
        403,
        'tier_required',
        'video-mixer:ffmpeg-standard',
        'enterprise',
      ])
      expect(problem.exits).toEqual([{ kind: 'upgrade', planId: 'enterprise-monthly', amount: 999_000 }])
    } finally {
      await db`update models set tier = 'free' where key = 'video-mixer:ffmpeg-standard'`
    }
  }, 60_000)

  test('429 says when the quota returns; credits pay instead only when that was chosen', async () => {
    const { db } = lumiku.platform
    const { who, body, accountId } = await mixer(1)
    await grantPlan(db, { accountId, planId: 'free-forever', reason: 'test' })
    await db`update periods set daily_quota = 0 where account_id = ${accountId}`
    const refused = await run(who, body)
    expect([refused.status, refused.body.code]).toEqual([429, 'quota_exceeded'])
    expect(refused.body).toMatchObject({ used: 0, limit: 0, remaining: 0 })
    expect(refused.body.resetAt).toBe(
      `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T00:00:00.000Z`,
    )
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.body.exits.map(({ kind }: { kind: string }) => kind)).toContain('upgrade')

    const chosen = await who.request('PATCH', '/api/me', {
      headers: { 'content-type': 'application/json' },
      body: '{"useCreditsAfterQuota":true}',
    })
    expect(chosen.status).toBe(200)
    expect((await who.post('/api/apps/video-mixer/generate/quote', body)).body).toMatchObject({
      paysWith: 'credits',
      balanceAfter: 98,
    })
    const { generation } = (await run(who, body)).body
    expect(generation.charged).toMatchObject({ unit: 'credit', held: 2 })
    await who.post(`/api/generations/${generation.id}/cancel`)
  }, 60_000)

  test('fifty runs at once for ten units: exactly ten', async () => {
    const { db } = lumiku.platform
    const { who, body, accountId } = await mixer(1)
    await db`update models set enabled = true where key = 'video-mixer:ffmpeg-standard'`
    await reserve(db, { accountId, credits: 80 })
    const answers = await Promise.all(Array.from({ length: 50 }, () => run(who, body)))
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(10)
    expect(answers.filter(({ status }) => status === 402)).toHaveLength(40)
    await Promise.all(
      answers
        .filter(({ status }) => status === 202)
        .map(({ body }) => who.post(`/api/generations/${body.generation.id}/cancel`)),
    )
  }, 60_000)
})

describe('Idempotency-Key', () => {
  test('the same request gets the same bytes and one run, in a row or at once', async () => {
    const { who, body } = await mixer(1)
    const key = { 'idempotency-key': 'order-1' }
    const twins = await Promise.all(Array.from({ length: 10 }, () => run(who, body, key)))
    const later = await run(who, Object.fromEntries(Object.entries(body).reverse()), key)
    expect(new Set([...twins, later].map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(
      [...twins, later].filter(({ headers }) => headers.get('idempotency-replayed') === 'true'),
    ).toHaveLength(10)
    expect((await who.get('/api/generations')).body.items).toHaveLength(1)
    const clip = (body.clips as { assetId: string }[])[0]
    await ended(who, later.body.generation.id)
    expect((await who.request('DELETE', `/api/files/${clip?.assetId}`)).status).toBe(204)
    expect((await run(who, body, key)).text).toBe(later.text)
  }, 60_000)

  test('with another body is 422; a foolish key is 422', async () => {
    const { who, body } = await mixer(1)
    await run(who, body, { 'idempotency-key': 'k' })
    const other = await run(who, { ...body, seed: 9 }, { 'idempotency-key': 'k' })
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused'])
    expect((await run(who, body, { 'idempotency-key': 'x'.repeat(256) })).status).toBe(422)
  }, 60_000)

  test('a refused request may be tried again with the same key once there are funds', async () => {
    const { who, body, accountId } = await mixer(1)
    await reserve(lumiku.platform.db, { accountId, credits: 100 })
    expect((await run(who, body, { 'idempotency-key': 'k' })).status).toBe(402)
    await grant(lumiku.platform.db, {
      accountId,
      kind: 'admin',
      source: `t:${accountId}`,
      amount: 5,
      description: 'gift',
    })
    expect((await run(who, body, { 'idempotency-key': 'k' })).status).toBe(202)
  }, 60_000)
})

describe('bad input holds nothing', () => {
  test('each is refused with its field', async () => {
    const { who, body } = await mixer(1)
    const [first] = body.clips as { assetId: string }[]
    const stranger = await mixer(1)
    const foreign = (stranger.body.clips as { assetId: string }[])[0]
    const picture = await who.upload(join(media, '../../web/public/icon-192.png'))
    const cases: [string, Record<string, unknown>, number, string][] = [
      ['no outputs', { ...body, outputs: 0 }, 422, 'outputs'],
      ['too many outputs', { ...body, outputs: 101 }, 422, 'outputs'],
      ['half an output', { ...body, outputs: 1.5 }, 422, 'outputs'],
      ['no clips', { outputs: 1 }, 422, 'clips'],
      ['one whole clip', { outputs: 1, clips: [first] }, 422, 'clips'],
      ['a NUL in the name', { ...body, name: 'a\0b' }, 422, 'name'],
      ['half a character in the name', { ...body, name: 'a\ud83d' }, 422, 'name'],
      ['an unknown field', { ...body, watermark: false }, 422, 'watermark'],
      ['an unknown option', { ...body, format: { fit: 'stretch' } }, 422, 'format.fit'],
      ['more than exist', { ...body, outputs: 100, mix: { order: 'fixed', start: 'any' } }, 422, 'outputs'],
      ["another account's clip", { ...body, clips: [first, foreign] }, 404, 'clips.1.assetId'],
      ['a clip that is nobody’s', { ...body, clips: [first, { assetId: newId() }] }, 404, 'clips.1.assetId'],
      [
        'an id that is none',
        { ...body, clips: [first, { assetId: "'; drop table users" }] },
        404,
        'clips.1.assetId',
      ],
      [
        'a picture as a clip',
        { ...body, clips: [first, { assetId: picture.body.id }] },
        422,
        'clips.1.assetId',
      ],
      [
        'music that is a picture',
        { ...body, sound: { kind: 'music', assetId: picture.body.id } },
        422,
        'sound.assetId',
      ],
      [
        'music of another account',
        { ...body, sound: { kind: 'music', assetId: foreign?.assetId } },
        404,
        'sound.assetId',
      ],
      [
        "another account's end card",
        { ...body, endCards: [picture.body.id, foreign?.assetId] },
        404,
        'endCards.1',
      ],
      ['an end card twice', { ...body, endCards: [picture.body.id, picture.body.id] }, 422, 'endCards.1'],
      [
        'a start that is not there',
        { ...body, mix: { ...small.mix, start: { assetId: picture.body.id } } },
        422,
        'mix.start.assetId',
      ],
      [
        'a transition longer than its clips',
        { ...body, mix: { ...small.mix, transition: { kind: 'fade', seconds: 0.9 } } },
        422,
        'mix.transition.seconds',
      ],
      [
        'more length than there is',
        { ...body, length: { kind: 'fixed', seconds: 5 } },
        422,
        'length.seconds',
      ],
      ['groups without one', { ...body, mix: { ...small.mix, groups: 'any' } }, 422, 'clips.0.group'],
      ['a speed beyond', { ...body, mix: { speed: { min: 0.4, max: 1 } } }, 422, 'mix.speed.min'],
      ['words of no letter', { ...body, texts: ['Hemat', ' '] }, 422, 'texts.1'],
    ]
    for (const [name, input, status, field] of cases) {
      const answer = await run(who, input)
      expect([name, answer.status, answer.body.issues?.[0]?.path.join('.')]).toEqual([name, status, field])
      expect((await who.post('/api/apps/video-mixer/generate/quote', input)).status).toBe(status)
    }
    expect((await who.get('/api/credits/balance')).body).toEqual({ balance: 100, held: 0 })
    expect((await who.get('/api/generations')).body.items).toEqual([])
    expect(await readdir(join(lumiku.data, 'work')).catch(() => [])).toEqual([])
  }, 120_000)

  test('a name with quotes, newlines, dots and emoji is only ever a name', async () => {
    const { who, body } = await mixer(1)
    const name = `../../"quoted"; rm -rf\n'🎬' $(id)`
    const { generation } = (await run(who, { ...body, name })).body
    const done = await ended(who, generation.id)
    expect(done.status).toBe('succeeded')
    expect(done.outputs[0].name).not.toMatch(/[/\\\n\r]/)
    const zip = await who.request('GET', `/api/generations/${generation.id}/archive`)
    expect(zip.status).toBe(200)
  }, 60_000)

  test('another account sees nothing of it', async () => {
    const { who, body } = await mixer(1)
    const { generation } = (await run(who, body)).body
    const other = await signUp(lumiku.url)
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/events'],
      ['GET', '/archive'],
      ['POST', '/cancel'],
      ['POST', '/retry'],
    ] as const) {
      expect((await other.request(method, `/api/generations/${generation.id}${path}`)).status).toBe(404)
    }
    expect((await other.get('/api/generations')).body.items).toEqual([])
    expect((await who.get(`/api/generations/${generation.id}`)).status).toBe(200)
  }, 60_000)
})

/** The central directory of a ZIP: names, stored sizes and methods. */
function readZip(bytes: Buffer): { name: string; size: number; method: number }[] {
  const files: { name: string; size: number; method: number }[] = []
  const signature = Buffer.from('PK\x01\x02')
  for (let at = bytes.indexOf(signature); at >= 0; at = bytes.indexOf(signature, at + 4)) {
    const length = bytes.readUInt16LE(at + 28)
    files.push({
      method: bytes.readUInt16LE(at + 10),
      size: bytes.readUInt32LE(at + 20),
      name: bytes.toString('utf8', at + 46, at + 46 + length),
    })
  }
  return files
}
