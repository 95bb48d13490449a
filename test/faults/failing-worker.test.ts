import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type FaultLab, openFaultLab } from '#test/support/fault-lab.ts'
import { spawnLumiku } from '#test/support/processes.ts'

// A worker that lives but does not get on: something throws where it may, or it sleeps through its lease.

const leaseSeconds = { LEASE_SECONDS: '2' }

let lab: FaultLab

beforeAll(async () => {
  lab = await openFaultLab()
}, 60_000)
afterAll(() => lab.stop())

test('an error at any point ends the run or leaves it to be resumed; none stays held', async () => {
  const points = [
    'taken',
    'claimed',
    'folder-made',
    'studio-open',
    'file-fetched',
    'output-made',
    'half-stored',
    'output-stored',
    'first-delivered',
    'made',
    'ended',
  ]
  const runs: string[] = []
  for (const _ of points) runs.push(await lab.startRun())
  const { child, came } = await lab.faulty(
    'worker',
    Object.fromEntries(points.map((point) => [point, 'throw'])),
    { ...leaseSeconds, WORKER_CONCURRENCY: '1' },
  )
  for (const id of runs) {
    const { status, outputs, error } = await lab.endedOnce(id)
    if (outputs.length === 0) expect([status, error?.code]).toEqual(['failed', 'run_failed'])
    else expect(status).toBe('succeeded')
  }
  for (const point of points) await came(point)
  child.kill('SIGTERM')
  expect(await child.exited).toBe(0)
  await lab.expectNothingLeft()
}, 120_000)

test.each([
  ['output-stored', 'cancelled'],
  ['made', 'ended'],
])(
  'a worker that sleeps through its lease at "%s" finds the run done by another, and changes nothing',
  async (point, next) => {
    const id = await lab.startRun()
    const { child, came, goOn } = await lab.faulty(
      'worker',
      { [point]: 'pause', [next]: 'pause' },
      leaseSeconds,
    )
    await came(point)
    child.kill('SIGSTOP')
    const other = spawnLumiku('worker', { ...lab.env, ...leaseSeconds })
    const run = await lab.endedOnce(id)
    expect([run.status, run.outputs.length]).toEqual(['succeeded', 2])

    await goOn(point)
    await goOn(next)
    child.kill('SIGCONT')
    await came(next)
    for (const worker of [child, other]) {
      worker.kill('SIGTERM')
      expect(await worker.exited).toBe(0)
    }
    expect(await lab.endedOnce(id)).toEqual(run)
    await lab.expectNothingLeft()
  },
  60_000,
)
