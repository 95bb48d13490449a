import { afterAll, beforeAll, expect, test } from 'bun:test'
import { join } from 'node:path'
import { media, signUp } from '#test/support/client.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

let lumiku: TestServing

beforeAll(async () => {
  lumiku = await serving()
})
afterAll(() => lumiku.stop())

const preview = '/api/apps/video-mixer/previews/variant'

test('a video of a mix is looked at for free, by whoever owns its files and nobody else', async () => {
  const who = await signUp(lumiku.url)
  const clips = [
    (await who.upload(join(media, 'car-detection.mp4'))).body.id,
    (await who.upload(join(media, 'bottle-detection.mp4'))).body.id,
  ]
  const card = (await who.upload(join(media, 'coffee.png'))).body.id
  const mix = {
    clips: clips.map((assetId) => ({ assetId })),
    outputs: 3,
    mix: { window: { kind: 'random', clipSeconds: 1 }, transition: { kind: 'fade', seconds: 0.3 } },
    texts: ['Diskon!'],
    endCards: [card],
  }
  const seen = await who.post(preview, { mix, output: 2 })
  expect(seen.status).toBe(200)
  expect(seen.body).toMatchObject({ output: 2, seconds: 1 + 1 - 0.3 + 3, shownSeconds: 4.7 })
  expect(Buffer.from(seen.body.clip, 'base64').toString('latin1', 4, 8)).toBe('ftyp')
  expect((await who.get('/api/credits/balance')).body).toEqual({ balance: 100, held: 0 })
  const runs = await lumiku.platform.db`select count(*)::int as count from generations`
  expect(runs[0].count).toBe(0)

  const refused = await who.post(preview, { mix, output: 4 })
  expect(refused.status).toBe(422)
  expect(refused.body.issues[0].path).toEqual(['output'])
  expect((await who.post(preview, { mix: { ...mix, outputs: 0 }, output: 1 })).status).toBe(422)
  const stranger = await signUp(lumiku.url)
  expect((await stranger.post(preview, { mix, output: 1 })).status).toBe(404)
  const limits = await Promise.all(
    Array.from({ length: 62 }, () => stranger.post(preview, { mix, output: 1 }).then(({ status }) => status)),
  )
  expect(limits).toContain(429)
}, 90_000)
