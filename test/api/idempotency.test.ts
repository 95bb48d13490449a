import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { bookRules } from '#server/generations/book-rules.ts'
import { grant } from '#server/ledger/grant.ts'
import { reconcile } from '#server/ledger/reconcile.ts'
import type { Db } from '#server/platform/db.ts'
import {
  type Answer,
  type Asking,
  ask,
  isReplayed,
  mortalApi,
  noneWaiting,
  ordering,
  refunding,
  said,
  waitingBackends,
} from '#test/support/ask-again.ts'
import { type Client, signUp, stranger } from '#test/support/client.ts'
import { reserve } from '#test/support/holds.ts'
import { serving, type TestServing } from '#test/support/serving.ts'
import { twoClips } from '#test/support/two-clips.ts'

/** A request that spends, made ready by somebody who can make it, and another that may not have the same key. */
interface Ready {
  who: Client
  accountId: string
  same: Asking
  other: Asking
  /** Credits that the request holds. */
  costs: number
  /** Runs there were before. */
  runs: number
  clips: { assetId: string }[]
}

let lumiku: TestServing
let db: Db

beforeAll(async () => {
  lumiku = await serving({ worker: false })
  db = lumiku.platform.db
})
afterAll(() => lumiku.stop())

/** Every POST that spends, by its path in the API description. */
const spending: Record<string, (url?: string) => Promise<Ready>> = {
  '/api/apps/{appId}/{action}': async (url = lumiku.url) => {
    const { mix, ...someone } = await mixer(url)
    const path = '/api/apps/video-mixer/generate'
    return { ...someone, same: { path, body: mix(2) }, other: { path, body: mix(1) }, costs: 4, runs: 0 }
  },
  '/api/generations/{id}/retry': async (url = lumiku.url) => {
    const { mix, ...someone } = await mixer(url)
    const [one, two] = [await endedRun(someone.who, mix(3)), await endedRun(someone.who, mix(3))]
    return {
      ...someone,
      same: { path: `/api/generations/${one}/retry` },
      other: { path: `/api/generations/${two}/retry` },
      costs: 6,
      runs: 2,
    }
  },
}

async function mixer(url: string) {
  const who = await signUp(url)
  const clips = await twoClips(who)
  const mix = (outputs: number) => ({
    clips,
    outputs,
    mix: { window: { kind: 'random', clipSeconds: 1 } },
  })
  return { who, clips, mix, accountId: (await who.get('/api/me')).body.account.id as string }
}

async function endedRun(who: Client, body: unknown): Promise<string> {
  const { generation } = (await who.post('/api/apps/video-mixer/generate', body)).body
  await who.post(`/api/generations/${generation.id}/cancel`)
  return generation.id
}

/** One run more than before, one hold of its price, and books that say the same. */
async function expectOneCharge({ who, costs, runs }: Ready) {
  expect((await who.get('/api/credits/balance')).body).toEqual({ balance: 100 - costs, held: costs })
  expect((await who.get('/api/generations?limit=100')).body.items).toHaveLength(runs + 1)
  for (const { says, broken } of await reconcile(db, bookRules))
    expect({ says, broken }).toEqual({ says, broken: undefined })
}

test('every POST that the API description calls idempotent is tried here', async () => {
  const { paths } = (await stranger(lumiku.url).get('/api/openapi.json')).body
  const described = Object.entries(
    paths as Record<string, Record<string, { parameters?: { name: string }[] }>>,
  )
    .filter(([, { post }]) => post?.parameters?.some(({ name }) => name === 'Idempotency-Key'))
    .map(([path]) => path)
  expect(described.sort()).toEqual([...Object.keys(spending), ...ordering, ...refunding].sort())
})

describe.each(Object.entries(spending))('POST %s', (_, prepare) => {
  test('three in a row: the same bytes, told to be the same, one charge', async () => {
    const ready = await prepare()
    const answers = [
      await ask(ready.who, ready.same, 'in a row'),
      await ask(ready.who, ready.same, 'in a row'),
      await ask(ready.who, ready.same, 'in a row'),
    ]
    expect(answers[0]!.status).toBe(202)
    expect(new Set(answers.map(said)).size).toBe(1)
    expect(answers.map(isReplayed)).toEqual([false, true, true])
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1)
    await expectOneCharge(ready)
  }, 60_000)

  test('ten at once: the same bytes, one of them the first, one charge', async () => {
    const ready = await prepare()
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(ready.who, ready.same, 'at once')))
    expect(answers[0]!.status).toBe(202)
    expect(new Set(answers.map(said)).size).toBe(1)
    expect(answers.filter(isReplayed)).toHaveLength(9)
    await expectOneCharge(ready)
  }, 60_000)

  test('the same key with another request: 422, whichever came first, and nothing more is charged', async () => {
    const ready = await prepare()
    const first = await ask(ready.who, ready.same, 'mine')
    for (const other of [ready.other, { path: '/api/apps/video-mixer/generate', body: {} }]) {
      const refused = await ask(ready.who, other, 'mine')
      expect([refused.status, refused.body.code]).toEqual([422, 'idempotency_key_reused'])
    }
    expect(said(await ask(ready.who, ready.same, 'mine'))).toBe(said(first))
    await expectOneCharge(ready)
  }, 60_000)

  test('with other requests at once: one is done, the others are 422', async () => {
    const ready = await prepare()
    const answers = await Promise.all(
      [ready.same, ready.other, ready.same, ready.other].map((asking) => ask(ready.who, asking, 'either')),
    )
    const done = answers.filter(({ status }) => status === 202)
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 202, 422, 422])
    expect(new Set(done.map(said)).size).toBe(1)
    expect((await ready.who.get('/api/generations')).body.items).toHaveLength(ready.runs + 1)
  }, 60_000)

  test('two accounts may use the same key', async () => {
    const [one, two] = [await prepare(), await prepare()]
    const answers = await Promise.all([one, two].map(({ who, same }) => ask(who, same, 'shared')))
    expect(answers.map((answer) => [answer.status, isReplayed(answer)])).toEqual([
      [202, false],
      [202, false],
    ])
    expect(answers[0]!.body.generation.id).not.toBe(answers[1]!.body.generation.id)
    await expectOneCharge(one)
    await expectOneCharge(two)
  }, 60_000)

  test('a refusal is not remembered: with the same key it works once there are funds', async () => {
    const ready = await prepare()
    const { who, accountId, same } = ready
    await reserve(db, { accountId, credits: 100 })
    const refused = [await ask(who, same, 'poor'), await ask(who, same, 'poor')]
    expect(refused.map((answer) => [answer.status, answer.body.code, isReplayed(answer)])).toEqual([
      [402, 'insufficient_credits', false],
      [402, 'insufficient_credits', false],
    ])
    await grant(db, { accountId, kind: 'admin', source: accountId, amount: ready.costs, description: 'gift' })
    const rich = await ask(who, same, 'poor')
    expect([rich.status, isReplayed(rich)]).toEqual([202, false])
    expect(said(await ask(who, same, 'poor'))).toBe(said(rich))
    expect((await who.get('/api/credits/balance')).body).toEqual({ balance: 0, held: 100 + ready.costs })
  }, 60_000)

  test('the answer outlives what it was made from', async () => {
    const ready = await prepare()
    const first = await ask(ready.who, ready.same, 'kept')
    await ready.who.post(`/api/generations/${first.body.generation.id}/cancel`)
    for (const { assetId: clip } of ready.clips)
      expect((await ready.who.request('DELETE', `/api/files/${clip}`)).status).toBe(204)
    const again = await ask(ready.who, ready.same, 'kept')
    expect([said(again), isReplayed(again)]).toEqual([said(first), true])
    const other = await ask(ready.who, ready.other, 'kept')
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused'])
    expect((await ask(ready.who, ready.same, 'new')).status).toBe(404)
  }, 60_000)
})

test('a run and its retry are different requests, even when they ask for the same', async () => {
  const { who, mix } = await mixer(lumiku.url)
  const first = await ask(who, { path: '/api/apps/video-mixer/generate', body: mix(2) }, 'one')
  const { id, input } = first.body.generation
  await who.post(`/api/generations/${id}/cancel`)
  const again = await ask(who, { path: '/api/apps/video-mixer/generate', body: input }, 'spelled out')
  await who.post(`/api/generations/${again.body.generation.id}/cancel`)

  for (const [run, key] of [
    [id, 'one'],
    [again.body.generation.id, 'spelled out'],
    [id, 'spelled out'],
  ]) {
    const refused = await ask(who, { path: `/api/generations/${run}/retry` }, key)
    expect([refused.status, refused.body.code]).toEqual([422, 'idempotency_key_reused'])
  }
  expect((await who.get('/api/generations')).body.items).toHaveLength(2)
}, 60_000)

describe('after a crash', () => {
  let api: Awaited<ReturnType<typeof mortalApi>>

  beforeAll(async () => {
    api = await mortalApi(lumiku)
  }, 60_000)
  afterAll(() => api.stop())

  /** Asks, kills the process that was asked while the database is at it, starts another one, and does `next` before the database goes on. */
  async function crash({ who, accountId, same }: Ready, next: (asked: number) => Promise<void>) {
    const lock = await db.reserve()
    try {
      await lock`begin`
      // What starts of one account are kept in line by.
      await lock`select pg_advisory_xact_lock(8817, hashtext(${accountId}::text))`
      const unanswered = ask(who, same, 'crash').then(
        () => 'answered',
        () => 'cut off',
      )
      const [asked] = await waitingBackends(db, 1, 'advisory')
      await api.kill()
      expect(await unanswered).toBe('cut off')
      await api.start()
      await next(asked!)
    } finally {
      await lock`rollback`
      lock.release()
    }
    await noneWaiting(db, 'advisory')
  }

  test.each(Object.entries(spending))(
    'POST %s that the database finished after its asker was killed is answered as it was',
    async (_, prepare) => {
      const ready = await prepare(api.url)
      await crash(ready, async () => {})
      const answers = [await ask(ready.who, ready.same, 'crash'), await ask(ready.who, ready.same, 'crash')]
      expect(answers.map((answer) => [answer.status, isReplayed(answer)])).toEqual([
        [202, true],
        [202, true],
      ])
      expect(said(answers[1]!)).toBe(said(answers[0]!))
      await expectOneCharge(ready)
    },
    60_000,
  )

  test.each(Object.entries(spending))(
    'POST %s that was lost with its asker is done by the next',
    async (_, prepare) => {
      const ready = await prepare(api.url)
      await crash(ready, async (asked) => void (await db`select pg_terminate_backend(${asked}, 5000)`))
      const answers = [await ask(ready.who, ready.same, 'crash'), await ask(ready.who, ready.same, 'crash')]
      expect(answers.map((answer) => [answer.status, isReplayed(answer)])).toEqual([
        [202, false],
        [202, true],
      ])
      expect(said(answers[1]!)).toBe(said(answers[0]!))
      await expectOneCharge(ready)
    },
    60_000,
  )

  test.each(Object.entries(spending))(
    'POST %s asked again while the first is still undecided waits for it',
    async (_, prepare) => {
      const ready = await prepare(api.url)
      let again: Promise<Answer> | undefined
      await crash(ready, async () => {
        again = ask(ready.who, ready.same, 'crash')
        await waitingBackends(db, 2, 'advisory')
      })
      const answer = await again!
      expect([answer.status, isReplayed(answer)]).toEqual([202, true])
      expect(said(await ask(ready.who, ready.same, 'crash'))).toBe(said(answer))
      await expectOneCharge(ready)
    },
    60_000,
  )
})
