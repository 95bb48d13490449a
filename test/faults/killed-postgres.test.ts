import { afterAll, beforeAll, expect, test } from 'bun:test'
import { join } from 'node:path'
import { grantPlan } from '#server/billing/grant-plan.ts'
import { grant } from '#server/ledger/grant.ts'
import { media, readEvents, signUp } from '#test/support/client.ts'
import { rounds } from '#test/support/how-long.ts'
import { type OwnLumiku, ownLumiku } from '#test/support/own-lumiku.ts'
import { allGone, descendantsOf, spawnLumiku } from '#test/support/processes.ts'
import { ask, type Person, type Start, startUnderLoad } from './starts-under-load.ts'

const credits = 100_000

let lumiku: OwnLumiku
const people: Person[] = []
/** Every start somebody knows of, in all rounds. */
const known: Start[] = []

beforeAll(async () => {
  lumiku = await ownLumiku({ LEASE_SECONDS: '3' })
  for (const planId of [null, null, null, null, 'enterprise-monthly', 'enterprise-monthly'])
    people.push(await somebody(planId))
}, 60_000)
afterAll(() => lumiku.stop())

/** Somebody with two clips uploaded and much to spend: credits, or a plan's quota. */
async function somebody(planId: string | null): Promise<Person> {
  const who = await signUp(lumiku.url)
  const accountId = (await who.get('/api/me')).body.account.id
  if (planId) await grantPlan(lumiku.db, { accountId, planId, reason: 'test' })
  else
    await grant(lumiku.db, {
      accountId,
      kind: 'admin',
      source: accountId,
      amount: credits,
      description: 'test',
    })
  const clips = [
    await who.upload(join(media, 'bottle-detection.mp4'), 'one.mp4'),
    await who.upload(join(media, 'bottle-detection.mp4'), 'two.mp4'),
  ]
  return { who, accountId, body: { clips: clips.map(({ body }) => ({ assetId: body.id })), outputs: 1 } }
}

type Victim = 'server' | 'child' | 'everything'

/**
 * kill -9 of the database server, whose children may still finish what they do; of one child, after which the server throws out
 * everybody else and recovers; or of all of them at once, as when the power fails. Resolves when they are gone.
 */
async function kill(victim: Victim): Promise<void> {
  const server = await lumiku.postmaster()
  const all = (await descendantsOf(lumiku.api.pid)).filter(({ name }) => name === 'postgres')
  expect(all.map(({ pid }) => pid)).toContain(server)
  const chosen =
    victim === 'child' ? [await someSession()] : victim === 'server' ? [server] : all.map(({ pid }) => pid)
  const victims = all.filter(({ pid }) => chosen.includes(pid))
  for (const { pid } of victims) process.kill(pid, 'SIGKILL')
  await allGone(victims)
}

async function someSession(): Promise<number> {
  const [session] = await lumiku.db`
    select pid from pg_stat_activity where application_name = 'lumiku' and pid <> pg_backend_pid() order by random() limit 1`
  return session.pid
}

/** Changes whenever the database starts anew, by itself or not; null while it does not answer. */
async function databaseLife(): Promise<number | null> {
  const asked = lumiku.db`select pid from pg_stat_activity where backend_type = 'checkpointer'`
  return Promise.resolve(asked).then(
    ([row]) => row?.pid ?? null,
    () => null,
  )
}

async function databaseIsBack(before: number | null): Promise<void> {
  for (let life = before; life === null || life === before; life = await databaseLife()) await Bun.sleep(20)
  await lumiku.ready()
}

test('the server is started again by the process that owns it: 503 until then, at the same address after', async () => {
  const { who } = people[0] as Person
  const life = await databaseLife()
  const server = await lumiku.postmaster()
  await kill('server')
  let back = false
  const coming = databaseIsBack(life).finally(() => {
    back = true
  })
  const statuses = new Set<number>()
  while (!back) {
    const { status, headers } = await who.get('/api/me')
    statuses.add(status)
    if (status === 503) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
  }
  await coming
  expect(statuses).toContain(503)
  expect(statuses.difference(new Set([200, 503]))).toEqual(new Set())
  expect((await who.get('/api/me')).status).toBe(200)
  expect(await lumiku.postmaster()).not.toBe(server)
  expect((await descendantsOf(lumiku.api.pid)).map(({ pid }) => pid)).toContain(await lumiku.postmaster())
}, 60_000)

test('a run whose database is killed in the middle is finished by the same worker, and charged once', async () => {
  const { who, body } = await somebody(null)
  const worker = spawnLumiku('worker', lumiku.env)
  try {
    const mix = { window: { kind: 'random', clipSeconds: 4 } }
    const format = { resolution: '480p', aspect: '1:1' }
    const started = await who.post('/api/apps/video-mixer/generate', { ...body, outputs: 4, mix, format })
    expect(started.status).toBe(202)
    const { id } = started.body.generation
    const events = `${lumiku.url}/api/generations/${id}/events`
    await readEvents(who, events, ({ event }) => event === 'output')
    await kill('everything')
    // A page whose stream ends comes back by itself.
    while (!(await readEvents(who, events, isDone).catch(() => [])).some(isDone)) await Bun.sleep(50)
    const run = (await who.get(`/api/generations/${id}`)).body
    expect(run).toMatchObject({ status: 'succeeded', charged: { held: 0, settled: 8 } })
    expect(run.outputs).toHaveLength(4)
    expect((await who.get('/api/credits/balance')).body).toEqual({ balance: 100 + credits - 8, held: 0 })
  } finally {
    worker.kill('SIGTERM')
    expect(await worker.exited).toBe(0)
    // Whoever saw the server die first has started it again: the worker may have been its owner.
    await lumiku.ready()
  }
}, 120_000)

const isDone = ({ event }: { event: string }) => event === 'done'

for (let round = 1; round <= rounds(3, 20); round++) {
  const victim = (['everything', 'server', 'child'] as const)[round % 3] as Victim
  test(`round ${round}: kill -9 of the database (${victim}) under load loses, doubles and gives away nothing`, async () => {
    const life = await databaseLife()
    let answers = 0
    let back = false
    const killAfter = 20 + Math.floor(Math.random() * 100)
    const killed = Promise.withResolvers<void>()
    const load = startUnderLoad(people, {
      lanes: 16,
      enough: () => back,
      onAnswer() {
        if (++answers === killAfter) kill(victim).then(killed.resolve, killed.reject)
      },
    })
    try {
      await Promise.race([load, killed.promise])
      await databaseIsBack(life)
    } finally {
      back = true
    }
    const starts = await load
    // Who was not answered asks again, until they know.
    const unknown = starts.filter(({ status }) => status === 503)
    expect(unknown.length).toBeGreaterThan(0)
    const resolved = await Promise.all(unknown.map(({ person, key }) => ask(person, key)))
    expect(resolved.filter(({ status }) => status === 503)).toEqual([])
    known.push(...[...starts, ...resolved].filter(({ id }) => id !== null))

    await expectOneAnswerEach([...resolved, ...starts.slice(0, 10)].filter(({ id }) => id !== null))
    await expectExactlyWhatIsKnown()
    await expectNothingFree()
    await expectBooksInOrder()
  }, 120_000)
}

async function expectOneAnswerEach(starts: Start[]): Promise<void> {
  for (const { person, key, text } of starts) expect((await ask(person, key)).text).toBe(text)
}

/** What runs is what somebody was told, each with its hold and its job, and what somebody was told is cancelled is. */
async function expectExactlyWhatIsKnown(): Promise<void> {
  const runs: { id: string; status: string; held: number; open: boolean; jobs: number }[] = await lumiku.db`
    with queued as (
      select payload ->> 'generationId' as id, count(*)::int as jobs from graphile_worker._private_jobs group by 1
    )
    select g.id, g.status, h.amount as held, h.ended_at is null as open, coalesce(q.jobs, 0) as jobs
    from generations g left join holds h on h.id = g.id left join queued q on q.id = g.id::text
    where g.account_id = any(${lumiku.db.array(
      people.map(({ accountId }) => accountId),
      'UUID',
    )})`
  expect(new Set(runs.map(({ id }) => id))).toEqual(new Set(known.map(({ id }) => id as string)))
  const cancels = new Map(known.map(({ id, cancel }) => [id, cancel]))
  const wrong = runs.filter(({ id, status, held, open, jobs }) => {
    const waits = status === 'queued' && open && jobs === 1
    const cancelled = status === 'cancelled' && !open
    const asked = cancels.get(id)
    return held < 1 || !(asked === 'no' ? waits : asked === 'known' ? cancelled : waits || cancelled)
  })
  expect(wrong).toEqual([])
}

/** Everybody's balance is what they were given without what is held for their runs. */
async function expectNothingFree(): Promise<void> {
  for (const { who, accountId } of people) {
    const [open] = await lumiku.db`
      select coalesce(sum(held), 0)::int as held, unit from generations
      where account_id = ${accountId} and status = 'queued' group by unit`
    if (open?.unit === 'quota')
      expect((await who.get('/api/quota/status')).body).toMatchObject({ used: open.held })
    else {
      const held = open?.held ?? 0
      expect((await who.get('/api/credits/balance')).body).toEqual({ balance: 100 + credits - held, held })
    }
  }
}

/** By the operator's own command, which shares the server with the process that owns it. */
async function expectBooksInOrder(): Promise<void> {
  const reconcile = spawnLumiku('reconcile', lumiku.env)
  const said = await new Response(reconcile.stdout).text()
  expect({ exit: await reconcile.exited, said: said.includes('BROKEN') ? said : '' }).toEqual({
    exit: 0,
    said: '',
  })
}
