import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '#server/platform/config.ts'
import { type Db, openDb } from '#server/platform/db.ts'
import { newId } from '#server/platform/ids.ts'
import { freshDatabase } from '#test/support/database.ts'
import { reserve } from '#test/support/holds.ts'
import { somebody } from '#test/support/people.ts'
import { sweepWork } from './sweep-work.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let db: Db
let data: string

beforeAll(async () => {
  database = await freshDatabase()
  db = openDb(database.url, { max: 2 })
  data = await mkdtemp(join(tmpdir(), 'sweep-'))
})
afterAll(async () => {
  await db.close()
  await database.drop()
  await rm(data, { recursive: true, force: true })
})

test('what the dead left goes; what somebody is at stays: runs, previews, films being written out', async () => {
  const account = await somebody(db)
  const [held] = await reserve(db, { accountId: account, credits: 1 })
  const running = held!.hold
  await db`
    insert into generations (id, account_id, user_id, app, action, model_key, input, unit, held, schedule, outputs_wanted, status, attempt, lease_until)
    values (${running}, ${account}, ${account}, 'video-mixer', 'generate', 'm', '{}', 'credit', 1, '{0,1}', 1, 'running', 1, now() + interval '1 minute')`
  const work = join(data, 'work')
  const stays = [`${running}-a`, 'look-new', `written-${newId()}.part`]
  const goes = [`${newId()}-b`, 'look-old', `written-${newId()}.part`]
  await mkdir(work)
  for (const name of [...stays, ...goes]) {
    if (name.endsWith('.part')) await writeFile(join(work, name), 'bytes')
    else await mkdir(join(work, name))
  }
  const yesterday = new Date(Date.now() - 86_400_000)
  for (const name of goes.slice(1)) await utimes(join(work, name), yesterday, yesterday)

  const platform = { db, config: { data } as Config }
  expect(await sweepWork(platform)).toBe(3)
  expect((await readdir(work)).sort()).toEqual(stays.sort())
  expect(await sweepWork(platform)).toBe(0)
})
