import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type FaultLab, openFaultLab } from '#test/support/fault-lab.ts'
import { freePort } from '#test/support/serving.ts'

let lab: FaultLab

beforeAll(async () => {
  lab = await openFaultLab()
}, 60_000)
afterAll(() => lab.stop())

test('killed when a run has started and before its asker knows: the same key brings the answer, and one charge', async () => {
  const { db, who, mix } = lab
  const url = `http://127.0.0.1:${freePort()}`
  const { child, came } = await lab.faulty(
    'api',
    { started: 'kill' },
    { PORT: new URL(url).port, PUBLIC_URL: url },
  )
  while (!(await fetch(`${url}/health/ready`).catch(() => null))?.ok) {
    expect(child.exitCode).toBeNull()
    await Bun.sleep(20)
  }
  const key = { 'idempotency-key': 'killed' }
  const unanswered = fetch(`${url}/api/apps/video-mixer/generate`, {
    method: 'POST',
    headers: { ...key, authorization: `Bearer ${who.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(mix),
  })
  expect(
    await unanswered.then(
      () => 'answered',
      () => 'cut off',
    ),
  ).toBe('cut off')
  await came('started')
  await child.exited
  expect(child.signalCode).toBe('SIGKILL')
  const runs = await db`select id from generations`
  expect(runs).toHaveLength(1)

  const again = await who.post('/api/apps/video-mixer/generate', mix, key)
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([202, 'true'])
  expect(again.body.generation.id).toBe(runs[0].id)
  expect(await db`select id from holds`).toHaveLength(1)

  await who.post(`/api/generations/${runs[0].id}/cancel`)
  expect((await lab.endedOnce(runs[0].id)).status).toBe('cancelled')
}, 60_000)
