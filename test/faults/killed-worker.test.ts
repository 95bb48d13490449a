import { afterAll, beforeAll, expect, test } from 'bun:test'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type FaultLab, openFaultLab } from '#test/support/fault-lab.ts'
import { rounds } from '#test/support/how-long.ts'
import { noneWorkFor, spawnLumiku } from '#test/support/processes.ts'

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

// Longer than all the killing takes: nobody is rescued before their time.
const leaseSeconds = 3600

let lab: FaultLab

beforeAll(async () => {
  lab = await openFaultLab()
}, 60_000)
afterAll(() => lab.stop())

/** Lets a worker die at a point, with one run for it to take. Resolves to that run. */
async function killAt(point: string): Promise<string> {
  const { db, who } = lab
  const id = await lab.startRun()
  const needs = points[point]
  if (needs === 'swept') {
    await db`select graphile_worker.remove_job(${`perform:${id}`})`
    await db`select claim_generation(${id}, interval '0 seconds')`
  }
  const interrupted = needs === 'stopped' || needs === 'cancelled'
  const { child, came, goOn } = await lab.faulty(
    'worker',
    { [point]: 'kill', ...(interrupted ? { 'output-made': 'pause' } : {}) },
    { LEASE_SECONDS: String(leaseSeconds), WORKER_CONCURRENCY: '1' },
  )
  if (interrupted) {
    await came('output-made')
    if (needs === 'stopped') child.kill('SIGTERM')
    else expect((await who.post(`/api/generations/${id}/cancel`)).status).toBe(202)
    await goOn('output-made')
  }
  await came(point)
  await child.exited
  expect([point, child.signalCode]).toEqual([point, 'SIGKILL'])
  await noneWorkFor(lab.lumiku.data)
  // The next to be killed has a run of its own.
  await db`update graphile_worker._private_jobs set run_at = now() + interval '1 day' where key = ${`perform:${id}`}`
  return id
}

/** Runs that nobody will take up by themselves: of a worker that does not live, or without a job that can be taken. */
async function stranded(): Promise<string[]> {
  const rows: { id: string }[] = await lab.db`
    select id from generations g where status = 'running' or status = 'queued' and not exists (
      select from graphile_worker._private_jobs j where j.key = 'perform:' || g.id and j.is_available)`
  return rows.map(({ id }) => id)
}

async function sweep(): Promise<number> {
  const [row] = await lab.db`select rescue_generations(3, make_interval(secs => ${leaseSeconds})) as rescued`
  return row.rescued
}

test('killed at every point: after a lease and one sweep all goes on, is charged once, and nothing is left', async () => {
  const { db, lumiku, env } = lab
  const runs: [point: string, id: string][] = []
  for (let round = 0; round < rounds(1, 5); round++)
    for (const point of Object.keys(points)) runs.push([point, await killAt(point)])

  const left = await stranded()
  expect(left.length).toBeGreaterThanOrEqual(12)
  expect(await sweep()).toBe(0)
  // One lease goes by.
  await db`
    update generations set lease_until = lease_until - make_interval(secs => ${leaseSeconds}),
      created_at = created_at - make_interval(secs => ${leaseSeconds}) where finished_at is null`
  expect(await sweep()).toBe(left.length)
  expect(await stranded()).toEqual([])
  expect(await sweep()).toBe(0)
  await db`update graphile_worker._private_jobs set run_at = now() where key like 'perform:%'`

  // It is told to fail as well, but runs as what ships does.
  const deeds = Object.keys(points).map((point) => `${point}=kill`)
  const told = { LUMIKU_FAILPOINTS: deeds.join(' '), LUMIKU_FAILPOINT_MARKS: lumiku.data }
  const healthy = spawnLumiku('worker', { ...env, ...told, LEASE_SECONDS: '3' })
  for (const [point, id] of runs) {
    const { status, outputs } = await lab.endedOnce(id)
    if (point === 'cancelled') expect({ point, status }).toEqual({ point, status: 'cancelled' })
    else
      expect({ point, status, outputs: outputs.length }).toEqual({ point, status: 'succeeded', outputs: 2 })
  }
  healthy.kill('SIGTERM')
  expect(await healthy.exited).toBe(0)
  expect(Object.keys(points).filter((point) => existsSync(join(lumiku.data, point)))).toEqual([])
  await lab.expectNothingLeft()
}, 900_000)

test('what a point is depends on an import condition alone: without it there is nothing', async () => {
  const root = join(import.meta.dir, '../..')
  async function loaded(...options: string[]) {
    const code = `console.log(import.meta.resolve('#failpoint'), String((await import('#failpoint')).failpoint))`
    const child = Bun.spawn([process.execPath, ...options, '-e', code], { cwd: root, stdout: 'pipe' })
    return (await new Response(child.stdout).text()).trim()
  }
  const shipped = await loaded()
  expect(shipped).toContain('/server/platform/no-failpoint.ts ')
  expect(shipped).toMatch(/failpoint\(_name\) \{\s*\}$/)
  expect(await loaded('--conditions=failpoints')).toContain('/test/support/failpoint.ts ')
})
