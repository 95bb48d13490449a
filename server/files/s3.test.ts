import { afterAll, beforeAll, expect, test } from 'bun:test'
import { clips } from '#test/media/clips.ts'
import { startS3Simulator } from '#test/support/s3-simulator.ts'
import { openShelf, type Person, type Shelf } from '#test/support/shelf.ts'

const simulator = startS3Simulator()
let shelf: Shelf
let sari: Person
beforeAll(async () => {
  const { endpoint, bucket, region, accessKeyId, secretAccessKey } = simulator.settings
  shelf = await openShelf({
    S3_ENDPOINT: endpoint,
    S3_BUCKET: bucket,
    S3_REGION: region,
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
  })
  sari = await shelf.person()
})
afterAll(async () => {
  await shelf.close()
  await simulator.stop()
})

test('with S3, an upload is kept there, opened in ranges from there, and deleted there', async () => {
  const whole = await Bun.file(clips.car).bytes()
  const asset = await sari.kept(new Blob([whole]), 'a.mp4')
  expect([...simulator.objects.values()].map(({ type }) => type).sort()).toEqual(['image/webp', 'video/mp4'])
  expect(shelf.onDisk()).toEqual([])
  const url = new URL(asset.url, shelf.base)
  expect(Buffer.compare(await (await fetch(url)).bytes(), whole)).toBe(0)
  const part = await fetch(url, { headers: { range: 'bytes=1000-1999' } })
  expect(part.status).toBe(206)
  expect(await part.bytes()).toEqual(whole.slice(1000, 2000))
  expect((await sari.send(`/api/files/${asset.id}`, { method: 'DELETE' })).status).toBe(204)
  expect(simulator.objects.size).toBe(0)
})

test('while S3 is down nothing is kept anywhere, and the next attempt succeeds', async () => {
  simulator.fail(/^PUT .*originals/, 503, 10)
  expect((await sari.upload(Bun.file(clips.bottle), 'a.mp4')).status).toBeGreaterThanOrEqual(500)
  expect(simulator.objects.size).toBe(0)
  expect(shelf.onDisk()).toEqual([])
  expect((await (await sari.send('/api/files')).json()).items).toEqual([])
  simulator.heal()
  await sari.kept(Bun.file(clips.bottle), 'a.mp4')
  expect(simulator.objects.size).toBe(2)
})

test('what is refused never reaches S3', async () => {
  const before = simulator.requests.length
  expect((await sari.upload(new Blob(['bukan video']), 'a.mp4')).status).toBe(415)
  expect(simulator.requests.slice(before)).toEqual([])
})
