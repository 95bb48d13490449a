import { afterAll, beforeAll, expect, test } from 'bun:test'
import { prove } from '#server/ledger/reconcile.ts'
import { type Db, openDb } from '#server/platform/db.ts'
import { newId } from '#server/platform/ids.ts'
import { freshDatabase } from '#test/support/database.ts'
import { reserve } from '#test/support/holds.ts'
import { somebody } from '#test/support/people.ts'
import { bookRules } from './book-rules.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let db: Db

beforeAll(async () => {
  database = await freshDatabase()
  db = openDb(database.url, { max: 4 })
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

/** A run of three results at two credits each, as its start writes it; `free` costs nothing. */
async function startRun(account: string, { free = false } = {}): Promise<string> {
  const schedule = free ? [0, 0, 0, 0] : [0, 2, 4, 6]
  const [held] = await reserve(db, { accountId: account, credits: schedule[3] })
  await db`
    insert into generations (id, account_id, user_id, app, action, model_key, input, unit, held, schedule, outputs_wanted)
    values (${held!.hold}, ${account}, ${account}, 'video-mixer', 'generate', 'video-mixer:ffmpeg-standard', '{}', 'credit',
            ${schedule[3]}, ${db.array(schedule, 'INT')}, 3)`
  return held!.hold
}

async function deliver(account: string, run: string, positions: number[]) {
  for (const position of positions) {
    const asset = newId()
    await db`insert into assets (id, account_id, origin, name, kind, type, bytes, sha256, storage_key)
             values (${asset}, ${account}, 'output', 'a.mp4', 'video', 'video/mp4', 1, '', ${asset})`
    await db`insert into generation_outputs (generation_id, position, asset_id) values (${run}, ${position}, ${asset})`
  }
}

/** Runs in every state: done in part, done for nothing, failed, going on with a result, queued; and a hold without a run. */
async function studio() {
  const account = await somebody(db)
  const done = await startRun(account)
  await deliver(account, done, [0, 2])
  await db`select end_generation(${done}, null, 'done', null, null)`
  const free = await startRun(account, { free: true })
  await deliver(account, free, [0, 1])
  await db`select end_generation(${free}, null, 'done', null, null)`
  await db`select end_generation(${await startRun(account)}, null, 'cancelled', null, null)`
  const going = await startRun(account)
  await db`select claim_generation(${going}, interval '1 minute')`
  await deliver(account, going, [1])
  const queued = await startRun(account)
  await reserve(db, { accountId: account, credits: 1 })
  return { account, done, free, going, queued }
}

type Studio = Awaited<ReturnType<typeof studio>>

const tampering: [string, string, keyof Studio][] = [
  [
    'every run has its hold, in the same unit and amount',
    'update generations set held = held + 1 where id = $1',
    'done',
  ],
  [
    'every run has its hold, in the same unit and amount',
    `update generations set unit = 'quota' where id = $1`,
    'queued',
  ],
  [
    'a hold is open exactly as long as its run is',
    'update holds set ended_at = now(), settled = 0 where id = $1',
    'going',
  ],
  [
    'a hold is open exactly as long as its run is',
    'update holds set ended_at = null, settled = null where id = $1',
    'done',
  ],
  [
    'what a run settled is what its hold settled',
    'update holds set settled = settled - 1 where id = $1',
    'done',
  ],
  [
    'what was settled is what the delivered results cost',
    'update generations set settled = settled + 2 where id = $1',
    'done',
  ],
  [
    'what was settled is what the delivered results cost',
    'delete from generation_outputs where generation_id = $1 and position = 0',
    'done',
  ],
  [
    'what was settled is what the delivered results cost',
    `update generations set schedule = '{1,1,1,1}' where id = $1`,
    'free',
  ],
]

test('every promise about work is tried below', () => {
  expect([...new Set(tampering.map(([says]) => says))].sort()).toEqual(
    bookRules.map(({ says }) => says).sort(),
  )
})

test.each(tampering)('"%s" can be found broken: %s', async (says, tamper, which) => {
  const its = await studio()
  expect(await broken(false)).toEqual([])
  expect(await broken(true)).toEqual([])
  await db.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx.unsafe(tamper, [its[which]])
  })
  for (const exact of [false, true]) {
    const found = (await broken(exact)).find((verdict) => verdict.says === says)
    expect(found?.broken).toMatchObject({ id: its[which] })
  }
  await db`delete from holds where account_id = ${its.account}`
  await db`delete from accounts where id = ${its.account}`
})

async function broken(exact: boolean) {
  return (await prove(db, bookRules, { exact })).verdicts.filter((verdict) => verdict.broken)
}
