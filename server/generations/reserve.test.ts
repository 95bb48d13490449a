import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { grantPlan } from '#server/billing/grant-plan.ts'
import { bookRules } from '#server/generations/book-rules.ts'
import { reconcile } from '#server/ledger/reconcile.ts'
import { type Db, openDb } from '#server/platform/db.ts'
import { newId } from '#server/platform/ids.ts'
import { freshDatabase } from '#test/support/database.ts'
import { reserve as holdUnits } from '#test/support/holds.ts'
import { somebody } from '#test/support/people.ts'
import type { Prepared } from './prepare.ts'
import { openReserve, type Reserved, type Reserving, startGenerations } from './reserve.ts'

const modelKey = 'video-mixer:ffmpeg-standard'

let database: Awaited<ReturnType<typeof freshDatabase>>
let db: Db
let revision: number

beforeAll(async () => {
  database = await freshDatabase()
  db = openDb(database.url, { max: 8 })
  revision = (await db`select revision from models where key = ${modelKey}`)[0].revision
})
afterAll(async () => {
  for (const { says, broken } of await reconcile(db, bookRules))
    expect({ says, broken }).toEqual({ says, broken: undefined })
  await db.close()
  await database.drop()
})

function asked(accountId: string, credits: number, more: Partial<Reserving> = {}): Reserving {
  const prepared = {
    input: { outputs: 1 },
    model: { key: modelKey, revision },
    use: { outputs: 1 },
    cost: { credits, quota: 1 },
    creditSchedule: [0, credits],
    quotaSchedule: [0, 1],
    assetIds: [],
  } as unknown as Prepared
  return {
    caller: { accountId, userId: accountId },
    app: 'video-mixer',
    action: 'generate',
    prepared,
    idempotencyKey: null,
    fingerprint: null,
    requestId: newId(),
    ...more,
  }
}

const open = () => openReserve({ db, config: { answerSeconds: 15 } as never })

function outcome(answer: Reserved): number | string {
  return 'code' in answer ? answer.code : answer.status
}

describe('runs that are asked for together', () => {
  test('are answered as if each had come alone, in the order of its account', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 0, max: 60 })), { minLength: 1, maxLength: 40 }),
        async (wanted) => {
          const people = await Promise.all([0, 1, 2].map(() => somebody(db)))
          const left = [100, 100, 100]
          const expected = wanted.map(([who, credits]) => {
            if (credits > left[who]!) return 'insufficient_credits'
            left[who]! -= credits
            return 202
          })
          const reserve = open()
          const answers = await Promise.all(
            wanted.map(([who, credits]) => reserve(asked(people[who]!, credits))),
          )
          expect(answers.map(outcome)).toEqual(expected)
          const balances = await Promise.all(
            people.map(async (id) => (await db`select ledger_available(${id}) as has`)[0].has),
          )
          expect(balances).toEqual(left)
        },
      ),
      { numRuns: 25 },
    )
  }, 60_000)

  test('one commit for many: the database is asked once', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => somebody(db)))
    const answers = await startGenerations(
      db,
      people.map((id) => asked(id, 3)),
      { wait: false },
    )
    expect(answers.map((answer) => answer && outcome(answer))).toEqual(people.map(() => 202))
    const [row] = await db`
      select count(distinct xmin::text)::int as commits from generations where account_id = any(${db.array(people, 'UUID')})`
    expect(row.commits).toBe(1)
  })

  test('a poisoned one fails, its neighbours do not', async () => {
    const [one, two, three] = await Promise.all([somebody(db), somebody(db), somebody(db)])
    const poisoned = asked(two!, 5)
    poisoned.prepared.input = { name: 'no database takes \u0000' }
    const reserve = open()
    const answers = await Promise.allSettled([asked(one!, 5), poisoned, asked(three!, 5)].map(reserve))
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  test('an account that somebody else starts runs for does not hold up the others', async () => {
    const [held, free] = await Promise.all([somebody(db), somebody(db)])
    const elsewhere = await db.reserve()
    await elsewhere.unsafe('begin')
    await elsewhere`select pg_advisory_xact_lock(8817, hashtext(${held}::text))`
    const reserve = open()
    const waiting = reserve(asked(held!, 5))
    expect(outcome(await reserve(asked(free!, 5)))).toBe(202)
    await elsewhere.unsafe('commit')
    elsewhere.release()
    expect(outcome(await waiting)).toBe(202)
  })

  test('nor does a balance that somebody holds on to', async () => {
    const [held, free] = await Promise.all([somebody(db), somebody(db)])
    const elsewhere = await db.reserve()
    await elsewhere.unsafe('begin')
    await elsewhere`select from balances where account_id = ${held} for update`
    const reserve = open()
    const waiting = reserve(asked(held!, 5))
    expect(outcome(await reserve(asked(free!, 5)))).toBe(202)
    await elsewhere.unsafe('commit')
    elsewhere.release()
    expect(outcome(await waiting)).toBe(202)
  })

  test('ten with the same key at the same instant start one run and hear the same bytes', async () => {
    const account = await somebody(db)
    const reserve = open()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => reserve(asked(account, 7, { idempotencyKey: 'k', fingerprint: 'f' }))),
    )
    expect(new Set(answers.map((answer) => 'body' in answer && answer.body)).size).toBe(1)
    expect(answers.filter((answer) => 'replayed' in answer && answer.replayed)).toHaveLength(9)
    expect((await db`select ledger_available(${account}) as has`)[0].has).toBe(93)
  })

  test('a refusal holds nothing, and leaves the decision it can be asked for', async () => {
    const account = await somebody(db)
    const request = asked(account, 101)
    expect(outcome(await open()(request))).toBe('insufficient_credits')
    const [decision] = await db`select * from decisions where account_id = ${account}`
    expect(decision).toMatchObject({
      request_id: request.requestId,
      refusal: { code: 'insufficient_credits', required: 101, current: 100 },
      terms: { rule: null, accountType: 'payg', credits: 101, outputs: 1 },
    })
    expect(await db`select 1 from holds where account_id = ${account}`).toHaveLength(0)
  })

  test('quota first, then credits for those who allow it, in one batch', async () => {
    const [plain, spilling] = await Promise.all([somebody(db), somebody(db)])
    for (const accountId of [plain, spilling])
      await grantPlan(db, { accountId: accountId!, planId: 'free-forever', reason: 'test' })
    await db`update accounts set use_credits_after_quota = true where id = ${spilling}`
    await holdUnits(
      db,
      { accountId: plain!, quota: 9, dailyLimit: 10 },
      { accountId: spilling!, quota: 9, dailyLimit: 10 },
    )
    const reserve = open()
    const answers = await Promise.all(
      [plain, plain, spilling, spilling].map((account) => reserve(asked(account!, 4))),
    )
    expect(answers.map(outcome)).toEqual([202, 'quota_exceeded', 202, 202])
    const rules = await db`
      select terms->>'rule' as rule, unit from generations where account_id = ${spilling} order by terms->>'rule'`
    expect(rules.map(({ rule, unit }: { rule: string; unit: string }) => [rule, unit])).toEqual([
      ['credits_after_quota', 'credit'],
      ['quota', 'quota'],
    ])
  })
})

test('when an account goes, its books, its runs and their results go with it', async () => {
  const account = await somebody(db)
  await open()(asked(account, 5))
  const [run] = await db`select id from generations where account_id = ${account}`
  await db`select claim_generation(${run.id}, interval '1 minute')`
  const asset = {
    id: newId(),
    name: 'a.mp4',
    kind: 'video',
    type: 'video/mp4',
    bytes: 1,
    sha256: 'x',
    storageKey: newId(),
  }
  const [output] =
    await db`select deliver_output(${run.id}, 1, 0, ${JSON.stringify(asset)}::text::jsonb, '{}') as delivered`
  expect(output.delivered).toBe(true)
  await db`delete from users where id = ${account}`
  await db`delete from accounts where id = ${account}`
  const [left] = await db`
    select (select count(*)::int from entries where account_id = ${account}) as entries, (select count(*)::int from holds where account_id = ${account}) as holds,
      (select count(*)::int from generations where account_id = ${account}) as runs, (select count(*)::int from generation_outputs where generation_id = ${run.id}) as outputs`
  expect(left).toEqual({ entries: 0, holds: 0, runs: 0, outputs: 0 })
})
