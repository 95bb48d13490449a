import { afterAll, beforeAll, expect, test } from 'bun:test'
import { join } from 'node:path'
import { type Client, media, readEvents, signUp } from '#test/support/client.ts'
import { allGone, descendantsOf, spawnLumiku } from '#test/support/processes.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

let lumiku: TestServing
let env: Record<string, string>

beforeAll(async () => {
  lumiku = await serving({ worker: false })
  env = {
    LUMIKU_ENV: 'test',
    LUMIKU_DATA: lumiku.data,
    DATABASE_URL: lumiku.platform.databaseUrl,
    LEASE_SECONDS: '3',
    DRAIN_SECONDS: '0',
    LOG_LEVEL: 'error',
  }
})
afterAll(() => lumiku.stop())

async function startLongMix(): Promise<{ who: Client; id: string; events: string }> {
  const who = await signUp(lumiku.url)
  const clips = [
    await who.upload(join(media, 'car-detection.mp4')),
    await who.upload(join(media, 'bottle-detection.mp4')),
  ]
  const started = await who.post('/api/apps/video-mixer/generate', {
    clips: clips.map(({ body }) => ({ assetId: body.id })),
    outputs: 4,
    mix: { window: { kind: 'random', clipSeconds: 4 } },
    format: { resolution: '480p', aspect: '1:1' },
  })
  expect(started.status).toBe(202)
  const { id } = started.body.generation
  return { who, id, events: `${lumiku.url}/api/generations/${id}/events` }
}

test('kill -9 of the worker: its ffmpeg dies with it, another worker finishes, and it is charged once', async () => {
  const { who, id, events } = await startLongMix()
  const first = spawnLumiku('worker', env)
  await readEvents(who, events, ({ data }) => data.status === 'running' && Number(data.progress) > 0)
  const children = await descendantsOf(first.pid)
  expect(children.some(({ name }) => name.includes('ffmpeg'))).toBe(true)
  first.kill('SIGKILL')
  await first.exited
  await allGone(children)

  const second = spawnLumiku('worker', env)
  try {
    await readEvents(who, events, ({ event }) => event === 'done')
    const run = (await who.get(`/api/generations/${id}`)).body
    expect(run).toMatchObject({ status: 'succeeded', charged: { settled: 8, held: 0 } })
    expect(run.outputs).toHaveLength(4)
    expect((await who.get('/api/credits/balance')).body).toEqual({ balance: 92, held: 0 })
  } finally {
    second.kill('SIGTERM')
    await second.exited
  }
}, 120_000)

test('SIGTERM in the middle of a run: it goes back to the queue at once, no process stays, and it is finished later', async () => {
  const { who, id, events } = await startLongMix()
  const first = spawnLumiku('worker', env)
  await readEvents(who, events, ({ data }) => data.status === 'running' && Number(data.progress) > 0)
  const children = await descendantsOf(first.pid)
  first.kill('SIGTERM')
  expect(await first.exited).toBe(0)
  await allGone(children)
  expect((await who.get(`/api/generations/${id}`)).body.status).toBe('queued')

  const second = spawnLumiku('worker', env)
  try {
    await readEvents(who, events, ({ event }) => event === 'done')
    expect((await who.get(`/api/generations/${id}`)).body).toMatchObject({
      status: 'succeeded',
      charged: { settled: 8 },
    })
  } finally {
    second.kill('SIGTERM')
    await second.exited
  }
}, 120_000)
