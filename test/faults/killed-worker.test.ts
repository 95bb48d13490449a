import { afterAll, beforeAll, expect, test } from 'bun:test'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sweepLooseKeys } from '#server/files/sweep.ts'
import { bookRules } from '#server/generations/book-rules.ts'
import { reconcile } from '#server/ledger/reconcile.ts'
import { type Client, media, readEvents, signUp } from '#test/support/client.ts'
import { rounds } from '#test/support/how-long.ts'
import { allGone, descendantsOf, spawnLumiku } from '#test/support/processes.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

// A worker is killed with SIGKILL at every point where something has just been done and its consequence has not. Whatever it left,
// the next worker finishes; each run is charged for what was delivered, once.

/** What has to happen for a worker to come by a point, besides there being a run. */
const points: Record<string, 'nothing' | 'stopped' | 'cancelled' | 'swept'> = {
  taken: 'nothing',
  claimed: 'nothing',
  'folder-made': 'nothing',
  'studio-open': 'nothing',
  'file-fetched': 'nothing',
  'lease-renewed': 'nothing',
  'output-made': 'nothing',
  'half-stored': 'nothing',
  'output-stored': 'nothing',
  'first-delivered': 'nothing',
  delivered: 'nothing',
  made: 'nothing',
  ended: 'nothing',
  'handing-back': 'stopped',
  'handed-back': 'stopped',
  cancelled: 'cancelled',
  swept: 'swept',
}

let lumiku: TestServing
let who: Client
let clips: string[]
let env: Record<string, string>

beforeAll(async () => {
  lumiku = await serving({ worker: false })
  who = await signUp(lumiku.url)
  const uploads = [
    await who.upload(join(media, 'car-detection.mp4')),
    await who.upload(join(media, 'bottle-detection.mp4')),
  ]
  clips = uploads.map(({ body }) => body.id)
  const { account } = (await who.get('/api/me')).body
  await lumiku.platform.db`select ledger_grant(${account.id}, 'admin', 'faults', 10000, 'for the faults')`
  env = {
    LUMIKU_ENV: 'test',
    LUMIKU_DATA: lumiku.data,
    DATABASE_URL: lumiku.platform.databaseUrl,
    DRAIN_SECONDS: '0',
    LOG_LEVEL: 'silent',
  }
})
afterAll(() => lumiku.stop())

async function startRun(): Promise<string> {
  const started = await who.post('/api/apps/video-mixer/generate', {
    clips: clips.map((assetId) => ({ assetId })),
    outputs: 2,
    mix: { window: { kind: 'random', clipSeconds: 1 } },
    format: { resolution: '480p', aspect: '1:1' },
  })
  expect(started.status).toBe(202)
  return started.body.generation.id
}

/** Lets a worker die at a point, with one run for it to take. Resolves to that run. */
async function killAt(point: string): Promise<string> {
  const { db } = lumiku.platform
  const id = await startRun()
  const mark = join(lumiku.data, `mark-${point}-${id}`)
  if (points[point] === 'swept') {
    await db`select graphile_worker.remove_job(${`perform:${id}`})`
    await db`select claim_generation(${id}, interval '0 seconds')`
  }
  const mortal = spawnLumiku(
    'worker',
    {
      ...env,
      // Long, so that none of those that follow takes over what this one leaves.
      LEASE_SECONDS: '3600',
      WORKER_CONCURRENCY: '1',
      LUMIKU_FAILPOINT: point,
      LUMIKU_FAILPOINT_MARK: mark,
    },
    ['--conditions=failpoints'],
  )
  const said = new Response(mortal.stderr).text()
  if (points[point] === 'stopped' || points[point] === 'cancelled') {
    await readEvents(
      who,
      `${lumiku.url}/api/generations/${id}/events`,
      ({ data }) => data.status === 'running' && Number(data.progress) > 0,
    )
    if (points[point] === 'stopped') mortal.kill('SIGTERM')
    else await who.post(`/api/generations/${id}/cancel`)
  }
  await mortal.exited
  if (!existsSync(mark)) throw new Error(`the worker ended without coming by "${point}": ${await said}`)
  expect(await readFile(mark, 'utf8')).toBe(point)
  expect(mortal.signalCode).toBe('SIGKILL')
  return id
}

test('killed at every point: what was delivered is charged, once, and nothing is left behind', async () => {
  const { db } = lumiku.platform
  const runs: [string, string][] = []
  for (let round = 0; round < rounds(1, 3); round++)
    for (const point of Object.keys(points)) runs.push([point, await killAt(point)])

  // Their leases run out: time passes for them alone.
  await db`update generations set lease_until = now() where status = 'running'`
  await db`update generations set created_at = created_at - interval '1 hour' where status = 'queued'`

  const healthy = spawnLumiku('worker', { ...env, LEASE_SECONDS: '3' })
  for (const [point, id] of runs) {
    await readEvents(who, `${lumiku.url}/api/generations/${id}/events`, ({ event }) => event === 'done')
    const run = (await who.get(`/api/generations/${id}`)).body
    const charged = run.outputs.length * 2
    expect({ point, ...run.charged }).toEqual({ point, unit: 'credit', held: 0, settled: charged })
    expect({ point, status: run.status, outputs: run.outputs.length }).toEqual(
      point === 'cancelled'
        ? { point, status: 'cancelled', outputs: run.outputs.length }
        : { point, status: 'succeeded', outputs: 2 },
    )
    const [hold] = await db`
      select count(*)::int as ends from entries where hold_id = ${id} and kind in ('settle', 'release')`
    expect({ point, ends: hold.ends }).toEqual({ point, ends: 1 })
  }

  const working = await descendantsOf(healthy.pid)
  healthy.kill('SIGTERM')
  await healthy.exited
  await allGone(working)
  for (const { says, broken } of await reconcile(db, bookRules))
    expect({ says, broken }).toEqual({ says, broken: undefined })
  const [open] = await db`select count(*)::int as held from holds where ended_at is null`
  expect(open.held).toBe(0)

  // The next worker takes away the folders of the dead, and the sweep the bytes nobody owns.
  const { sweepWork } = await import('#server/generations/sweep-work.ts')
  await sweepWork(lumiku.platform)
  expect(await readdir(join(lumiku.data, 'work'))).toEqual([])
  await db`update loose_keys set due_at = now()`
  await sweepLooseKeys(lumiku.platform)
  const [stored] = await db`
    select count(*)::int + count(thumbnail_key)::int as files from assets where deleted_at is null`
  expect((await filesBelow(join(lumiku.data, 'files'))).length).toBe(stored.files)
}, 600_000)

test('outside of tests there is nothing to set: the point is an empty function', async () => {
  const source = await readFile(join(import.meta.dir, '../../server/platform/no-failpoint.ts'), 'utf8')
  expect(source).toMatch(/failpoint\(_name: string\): Promise<void> \{\}/)
  const child = Bun.spawn(
    [
      process.execPath,
      '-e',
      "const { failpoint } = await import('#failpoint'); await failpoint('taken'); console.log('alive')",
    ],
    {
      cwd: join(import.meta.dir, '../..'),
      env: { PATH: process.env.PATH ?? '', LUMIKU_FAILPOINT: 'taken' },
      stdout: 'pipe',
    },
  )
  expect((await new Response(child.stdout).text()).trim()).toBe('alive')
  expect(await child.exited).toBe(0)
})

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}
