import { afterAll, beforeAll, expect, test } from 'bun:test'
import { forgetProgress } from '#server/generations/forget-progress.ts'
import { readEvents, signUp } from '#test/support/client.ts'
import { letDaysPass } from '#test/support/let-time-pass.ts'
import { serving, type TestServing } from '#test/support/serving.ts'
import { twoClips } from '#test/support/two-clips.ts'

let lumiku: TestServing

beforeAll(async () => {
  lumiku = await serving({ worker: false })
})
afterAll(() => lumiku.stop())

test('whoever watches a run that ended long ago is told that it is done, as often as they ask', async () => {
  const who = await signUp(lumiku.url)
  const clips = await twoClips(who)
  const started = await who.post('/api/apps/video-mixer/generate', {
    clips,
    outputs: 1,
  })
  const { id } = started.body.generation
  await who.post(`/api/generations/${id}/cancel`)
  const watch = (headers = {}) =>
    readEvents(who, `${lumiku.url}/api/generations/${id}/events`, () => false, headers)

  const told = await watch()
  expect(told.at(-1)).toMatchObject({ event: 'done', data: { id, status: 'cancelled' } })
  expect(await watch({ 'last-event-id': told.at(-1)!.id })).toEqual([told.at(-1)!])

  await letDaysPass(lumiku.platform.db, 8, { tables: ['generations', 'generation_events'] })
  expect(await forgetProgress(lumiku.platform.db)).toBeGreaterThan(0)
  const [later] = await watch()
  expect(later).toMatchObject({ event: 'done', data: { id, status: 'cancelled' } })
  expect((await who.get(`/api/generations/${id}`)).status).toBe(200)
}, 60_000)
