import { afterAll, beforeAll, expect, test } from 'bun:test'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { runFfmpeg } from '#media/ffmpeg/run-ffmpeg.ts'
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

const mega = 1 << 20

test('with S3 a long loop is kept as one repeat: ranges of it cost a few requests, and written out it goes up in parts that hold its very bytes', async () => {
  const who = await signUp(lumiku.url)
  const before = new Set(s3.objects.keys())
  const small = join(lumiku.data, 'small.mp4')
  const cut = ['-ss', '2', '-t', '3', '-i', join(media, 'car-detection.mp4'), '-vf', 'scale=192:-2', '-an']
  await runFfmpeg([...cut, '-c:v', 'libx264', '-preset', 'veryfast', small])
  const clip = await who.upload(small)
  const started = await who.post('/api/apps/looping-flow/generate', {
    clip: clip.body.id,
    seconds: 1200,
    style: 'cut',
    sound: { original: 'mute', layers: [{ builtin: 'white' }] },
  })
  const { id } = started.body.generation
  await readEvents(who, `${lumiku.url}/api/generations/${id}/events`, ({ event }) => event === 'done')
  const { status, outputs } = (await who.get(`/api/generations/${id}`)).body
  expect(status).toBe('succeeded')
  const [film] = outputs
  const stored = [...s3.objects].filter(([key]) => !before.has(key)).map(([, { body }]) => body.length)
  expect(stored).toContain(film.storedBytes)
  expect(film.bytes).toBeGreaterThan(Math.max(24 * mega, 10 * film.storedBytes))

  // Nothing of it is in memory yet: its head, then what lies together at once; afterwards it is known.
  // Clocks of the server ask the store for other things.
  const reads = () =>
    s3.requests.filter((line) => line.startsWith('GET ') && line.includes(film.assetId)).length
  const asked = reads()
  const part = async (start: number, end: number) => {
    const answer = await fetch(lumiku.url + film.url, { headers: { range: `bytes=${start}-${end}` } })
    expect([answer.status, answer.headers.get('content-length')]).toEqual([206, String(end - start + 1)])
    return answer.bytes()
  }
  const far = await part(8 * mega, 16 * mega - 1)
  expect(reads() - asked).toBeLessThanOrEqual(3)
  const once = reads()
  expect(await part(8 * mega, 16 * mega - 1)).toEqual(far)
  const across = await part(film.bytes - 8 * mega, film.bytes - 1)
  expect(reads() - once).toBeLessThanOrEqual(3)

  const whole = await (await fetch(lumiku.url + film.url)).bytes()
  expect(whole.length).toBe(film.bytes)
  expect(Buffer.compare(whole.subarray(8 * mega, 16 * mega), far)).toBe(0)
  expect(Buffer.compare(whole.subarray(film.bytes - 8 * mega), across)).toBe(0)

  const path = `/api/files/${film.assetId}/write-out`
  expect((await who.post(path)).status).toBe(202)
  while ((await who.get(path)).body.state !== 'done') await Bun.sleep(20)
  const written = [...s3.objects].find(([key]) => key.includes(`${film.assetId}-`))
  expect(sha(written?.[1].body ?? new Uint8Array())).toBe(sha(whole))
  expect(s3.requests.some((line) => line.includes('partNumber=3'))).toBe(true)
  expect(sha(await (await fetch(lumiku.url + film.url)).bytes())).toBe(sha(whole))

  for (const each of [film.assetId, clip.body.id])
    expect((await who.request('DELETE', `/api/files/${each}`)).status).toBe(204)
  while ([...s3.objects.keys()].some((key) => !before.has(key))) await Bun.sleep(20)
  expect(s3.multiparts.size).toBe(0)
}, 120_000)

function sha(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
