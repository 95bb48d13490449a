import { afterAll, beforeAll, expect, test } from 'bun:test'
import { join } from 'node:path'
import { media, readEvents, signUp } from '#test/support/client.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

let lumiku: TestServing
beforeAll(async () => {
  lumiku = await serving()
})
afterAll(() => lumiku.stop())

test('carousels: refused by name, priced by the set, made, and a ZIP of every slide', async () => {
  const who = await signUp(lumiku.url)
  const coffee = (await who.upload(join(media, 'coffee.png'))).body.id
  const rocket = (await who.upload(join(media, 'rocket.jpg'))).body.id
  const path = '/api/apps/carousel-mix/generate'
  const body = {
    positions: [{ images: [coffee, rocket], texts: ['Ngopi dulu *yuk* ☕'] }, { images: [rocket] }],
    sets: 2,
    format: { aspect: '1:1' },
    captions: ['Takarir'],
  }
  const tooMany = await who.post(path, { ...body, sets: 3 })
  expect(tooMany.status).toBe(422)
  expect(JSON.stringify(tooMany.body)).toContain('Only 2 different sets exist.')
  expect((await who.post(path, { ...body, fonts: [] })).status).toBe(422)

  const started = await who.post(path, body)
  expect(started.status).toBe(202)
  const { generation } = started.body
  expect(generation.charged).toMatchObject({ unit: 'credit', held: 2 })
  await readEvents(
    who,
    `${lumiku.url}/api/generations/${generation.id}/events`,
    ({ event }) => event === 'done',
  )
  const detail = (await who.get(`/api/generations/${generation.id}`)).body
  expect(detail).toMatchObject({ status: 'succeeded', charged: { settled: 2 } })
  expect(detail.outputs).toHaveLength(2)
  const zip = await fetch(`${lumiku.url}/api/generations/${generation.id}/archive`, {
    headers: { authorization: `Bearer ${who.token}` },
  })
  const bytes = Buffer.from(await zip.arrayBuffer())
  for (const name of [
    'set_01/slide_01.jpg',
    'set_01/slide_02.jpg',
    'set_02/slide_02.jpg',
    'set_01/caption.txt',
  ])
    expect(bytes.includes(name)).toBe(true)
  const { files } = detail.outputs[0].recipe
  expect(files).toHaveLength(2)
  expect(bytes.length).toBeGreaterThan(files[0].bytes + files[1].bytes)
}, 60_000)
