import { afterAll, beforeAll, expect, test } from 'bun:test'
import { join } from 'node:path'
import { media, readEvents, signUp } from '#test/support/client.ts'
import { type S3Simulator, startS3Simulator } from '#test/support/s3-simulator.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

let s3: S3Simulator
let lumiku: TestServing

beforeAll(async () => {
  s3 = startS3Simulator()
  const { endpoint, bucket, region, accessKeyId, secretAccessKey } = s3.settings
  lumiku = await serving(
    {},
    {
      S3_ENDPOINT: endpoint,
      S3_BUCKET: bucket,
      S3_REGION: region,
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secretAccessKey,
    },
  )
})
afterAll(async () => {
  await lumiku.stop()
  await s3.stop()
})

test('with S3 instead of a disk: clips go up, a mix is made of them, results come down by link and by ZIP, and deleting one frees it', async () => {
  const who = await signUp(lumiku.url)
  const clips = [
    await who.upload(join(media, 'car-detection.mp4')),
    await who.upload(join(media, 'bottle-detection.mp4')),
  ]
  expect(s3.objects.size).toBe(4)
  const started = await who.post('/api/apps/video-mixer/generate', {
    clips: clips.map(({ body }) => ({ assetId: body.id })),
    outputs: 1,
    mix: { window: { kind: 'random', clipSeconds: 1 } },
    format: { resolution: '480p', aspect: '1:1', quality: 'low' },
  })
  const { id } = started.body.generation
  await readEvents(who, `${lumiku.url}/api/generations/${id}/events`, ({ event }) => event === 'done')
  const { status, outputs, charged } = (await who.get(`/api/generations/${id}`)).body
  expect([status, outputs.length, charged.settled]).toEqual(['succeeded', 1, 2])

  const part = await fetch(new URL(outputs[0].url, lumiku.url), { headers: { range: 'bytes=4-7' } })
  expect([part.status, await part.text()]).toEqual([206, 'ftyp'])
  expect((await who.request('GET', `/api/generations/${id}/archive`)).status).toBe(200)

  const before = s3.objects.size
  expect((await who.request('DELETE', `/api/files/${outputs[0].assetId}`)).status).toBe(204)
  while (s3.objects.size !== before - 2) await Bun.sleep(20)
  expect(s3.multiparts.size).toBe(0)
}, 120_000)
