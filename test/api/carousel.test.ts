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

test('fonts of one’s own: judged by content, drawn with, and nobody else’s', async () => {
  const who = await signUp(lumiku.url)
  const other = await signUp(lumiku.url)
  const rocket = (await who.upload(join(media, 'rocket.jpg'))).body.id
  const file = Bun.resolveSync(
    '@fontsource-variable/baloo-2/files/baloo-2-latin-wght-normal.woff2',
    import.meta.dir,
  )
  const uploaded = await who.upload(file, 'Huruf Toko.woff2')
  expect(uploaded.status).toBe(201)
  expect(uploaded.body).toMatchObject({ kind: 'font', type: 'font/woff2', width: null, thumbnailUrl: null })
  const font = uploaded.body.id

  const outlined = await who.upload(join(media, 'cantarell-extra-bold.otf'))
  expect([outlined.status, outlined.body.type]).toEqual([201, 'font/otf'])

  const fake = await who.upload(join(import.meta.dir, '../media/ATTRIBUTION.md'), 'huruf.ttf')
  expect(fake.status).toBe(415)
  expect(fake.body).toMatchObject({ reason: 'not_media', issues: [{ path: ['file'] }] })
  const broken = join(lumiku.platform.config.data, 'broken.ttf')
  await Bun.write(broken, (await Bun.file(file).bytes()).subarray(0, 9000))
  const half = await who.upload(broken)
  expect([half.status, half.body.reason]).toEqual([415, 'not_font'])

  const path = '/api/apps/carousel-mix/generate'
  const body = (family?: string) => ({
    positions: [{ images: [rocket], texts: ['Hamburg ệ Ж 你'], style: { family } }, { images: [rocket] }],
    sets: 1,
    format: { aspect: '1:1', type: 'png' },
  })
  const named = (answer: { body: { issues: { path: unknown }[] } }) =>
    answer.body.issues.map((one) => one.path)
  const stranger = await other.post(path, body(font))
  expect(stranger.status).toBe(404)
  expect(named(stranger)).toContainEqual(['positions', 0, 'style', 'family'])
  const picture = await who.post(path, body(rocket))
  expect([picture.status, named(picture)]).toEqual([422, [['positions', 0, 'style', 'family']]])
  const unknown = await who.post(path, body('Comic Sans'))
  expect([unknown.status, named(unknown)]).toEqual([422, [['positions', 0, 'style', 'family']]])

  const look = await who.post('/api/apps/carousel-mix/previews/font', { font })
  expect([look.status, look.body]).toEqual([200, { weights: [400, 800] }])
  expect((await other.post('/api/apps/carousel-mix/previews/font', { font })).status).toBe(404)

  const slide = async (family?: string) => {
    const started = await who.post(path, body(family))
    expect(started.status).toBe(202)
    const { id } = started.body.generation
    await readEvents(who, `${lumiku.url}/api/generations/${id}/events`, ({ event }) => event === 'done')
    const [output] = (await who.get(`/api/generations/${id}`)).body.outputs
    const bytes = await (await fetch(lumiku.url + output.url)).bytes()
    const [first] = output.recipe.files
    return {
      pixels: Bun.hash(bytes.subarray(first.from, first.from + first.bytes)),
      weight: output.recipe.slides[0].weight,
    }
  }
  const [own, again, plain] = [await slide(font), await slide(font), await slide()]
  const cff = await slide(outlined.body.id)
  expect(new Set([own.pixels, plain.pixels, cff.pixels]).size).toBe(3)
  expect(own.pixels).toBe(again.pixels)
  expect(own.pixels).not.toBe(plain.pixels)
  expect([own.weight, plain.weight]).toEqual([800, 800])
}, 60_000)
