import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { utimes } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import * as tus from 'tus-js-client'
import { newId } from '#server/platform/ids.ts'
import { clips } from '#test/media/clips.ts'
import { openShelf, type Person, type Shelf } from '#test/support/shelf.ts'
import { sweepUploads } from './sweep.ts'

let shelf: Shelf
let sari: Person
let car: Uint8Array<ArrayBuffer>
beforeAll(async () => {
  shelf = await openShelf()
  sari = await shelf.person()
  car = await Bun.file(clips.car).bytes()
})
afterAll(() => shelf.close())

const resumable = { 'tus-resumable': '1.0.0' }
const named = (name: string) => ({ 'upload-metadata': `filename ${Buffer.from(name).toString('base64')}` })
const begin = (person: Person, length: number, headers: Record<string, string> = {}) =>
  person.send('/api/uploads', {
    method: 'POST',
    headers: { ...resumable, 'upload-length': String(length), ...headers },
  })
const patch = (person: Person, location: string, offset: number, body: BodyInit) =>
  person.send(location, {
    method: 'PATCH',
    body,
    headers: {
      ...resumable,
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    },
  })
const offset = async (person: Person, location: string) =>
  Number((await person.send(location, { method: 'HEAD', headers: resumable })).headers.get('upload-offset'))
const locationOf = (response: Response) => response.headers.get('location') ?? ''
const inUploads = () => shelf.onDisk().filter((path) => path.startsWith('uploads/'))

test("the usual client uploads in pieces, and the last answer is the asset under the upload's own id", async () => {
  const { body, url } = await new Promise<{ body: string; url: string }>((resolve, reject) => {
    const upload = new tus.Upload(Buffer.from(car), {
      endpoint: `${shelf.base}/api/uploads`,
      headers: sari.headers,
      metadata: { filename: 'mobil ๑ 🚗.mp4', filetype: 'video/mp4' },
      chunkSize: 700_000,
      onError: reject,
      onSuccess: ({ lastResponse }) => resolve({ body: lastResponse.getBody(), url: upload.url ?? '' }),
    })
    upload.start()
  })
  const asset = JSON.parse(body)
  expect(asset).toMatchObject({ name: 'mobil ๑ 🚗.mp4', type: 'video/mp4', bytes: car.length })
  expect(url).toBe(`${shelf.base}/api/uploads/${asset.id}`)
  expect(await (await sari.send(`/api/files/${asset.id}`)).json()).toEqual(asset)
  expect(Buffer.compare(await (await fetch(new URL(asset.url, shelf.base))).bytes(), car)).toBe(0)
  expect(inUploads()).toEqual([])
})

test('the usual client, cut off in the middle, goes on where it was', async () => {
  const options = {
    endpoint: `${shelf.base}/api/uploads`,
    headers: sari.headers,
    metadata: { filename: 'a.mp4' },
  }
  const url = await new Promise<string>((resolve, reject) => {
    const upload = new tus.Upload(Buffer.from(car), {
      ...options,
      chunkSize: 1_000_000,
      onError: reject,
      onChunkComplete: () => void upload.abort().then(() => resolve(upload.url ?? '')),
    })
    upload.start()
  })
  let sent = 0
  const body = await new Promise<string>((resolve, reject) => {
    const again = new tus.Upload(Buffer.from(car), {
      ...options,
      uploadUrl: url,
      onError: reject,
      onBeforeRequest(request) {
        if (request.getMethod() === 'PATCH') sent = Number(request.getHeader('Upload-Offset'))
      },
      onSuccess: ({ lastResponse }) => resolve(lastResponse.getBody()),
    })
    again.start()
  })
  expect(sent).toBeGreaterThanOrEqual(1_000_000)
  expect(JSON.parse(body).sha256).toBe(new Bun.CryptoHasher('sha256').update(car).digest('hex'))
})

test('bytes that arrived before the line broke are not sent again', async () => {
  const location = locationOf(await begin(sari, car.length))
  await sendAndBreak(location, car.slice(0, 900_000))
  const had = await offset(sari, location)
  expect(had).toBeGreaterThan(0)
  expect(had).toBeLessThanOrEqual(900_000)
  const last = await patch(sari, location, had, car.slice(had))
  expect(last.status).toBe(200)
  expect((await last.json()).sha256).toBe(new Bun.CryptoHasher('sha256').update(car).digest('hex'))
})

test('a client that lost the last answer is told that everything is here', async () => {
  const location = locationOf(await begin(sari, car.length))
  const { id } = await (await patch(sari, location, 0, car)).json()
  expect(location).toBe(`/api/uploads/${id}`)
  expect(await offset(sari, location)).toBe(car.length)
})

test('an upload whose process died before it was judged is finished when its client asks', async () => {
  const location = locationOf(await begin(sari, car.length, named('b.mp4')))
  const id = location.split('/').at(-1) ?? ''
  await Bun.write(join(shelf.config.data, 'uploads', id), car)
  expect((await sari.send(`/api/files/${id}`)).status).toBe(404)
  expect(await Promise.all([offset(sari, location), offset(sari, location)])).toEqual([
    car.length,
    car.length,
  ])
  expect((await (await sari.send(`/api/files/${id}`)).json()).name).toBe('b.mp4')
  expect(inUploads()).toEqual([])
})

test('a small file goes in one request', async () => {
  const body = car
  const response = await sari.send('/api/uploads', {
    method: 'POST',
    body,
    headers: {
      ...resumable,
      'upload-length': String(body.length),
      'content-type': 'application/offset+octet-stream',
    },
  })
  expect(response.status).toBe(201)
  expect(locationOf(response)).toBe(`/api/uploads/${(await response.json()).id}`)
})

test('what is no media is refused at its end as a problem, and is gone', async () => {
  for (const bytes of [
    Buffer.from('bukan video'.repeat(50)),
    car.slice(0, car.length >> 1),
    new Uint8Array(0),
  ]) {
    const begun = await begin(sari, bytes.length, named('video.mp4'))
    const response =
      bytes.length === 0 ? begun : await patch(sari, locationOf(begun), 0, bytes as Uint8Array<ArrayBuffer>)
    expect(response.status).toBe(415)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toMatchObject({ code: 'unsupported_media', issues: [{ path: ['file'] }] })
  }
  expect(inUploads()).toEqual([])
  expect(await shelf.db`select id from uploads where account_id = ${sari.accountId}`).toEqual([])
})

describe("somebody else's upload", () => {
  test('is 404 for every verb, and stays as it was', async () => {
    const location = locationOf(await begin(sari, car.length))
    const budi = await shelf.person()
    expect((await budi.send(location, { method: 'HEAD', headers: resumable })).status).toBe(404)
    const write = await patch(budi, location, 0, car)
    expect(write.status).toBe(404)
    expect((await write.json()).code).toBe('not_found')
    expect((await budi.send(location, { method: 'DELETE', headers: resumable })).status).toBe(404)
    expect(await offset(sari, location)).toBe(0)
    expect((await sari.send(location, { method: 'DELETE', headers: resumable })).status).toBe(204)
    expect((await sari.send(location, { method: 'HEAD', headers: resumable })).status).toBe(404)
    expect(inUploads()).toEqual([])
  })
  test('and ids that are none are 404 too', async () => {
    for (const id of [newId(), 'nothing', '..%2f..%2fsecret'])
      expect((await patch(sari, `/api/uploads/${id}`, 0, car)).status).toBe(404)
  })
  test('cannot be claimed by metadata', async () => {
    const budi = await shelf.person()
    const claim = `filename YQ==,owner ${Buffer.from(sari.accountId).toString('base64')},accountId ${Buffer.from(sari.accountId).toString('base64')}`
    const location = locationOf(await begin(budi, car.length, { 'upload-metadata': claim }))
    const { id } = await (await patch(budi, location, 0, car)).json()
    expect((await sari.send(`/api/files/${id}`)).status).toBe(404)
    expect((await budi.send(`/api/files/${id}`)).status).toBe(200)
  })
})

test("what breaks the protocol's rules is a problem with the protocol's status", async () => {
  const location = locationOf(await begin(sari, car.length))
  expect((await patch(sari, location, 5, car)).status).toBe(409)
  expect((await sari.send(location, { method: 'PATCH' })).status).toBe(412)
  expect((await begin(sari, Number.NaN)).status).toBe(400)
  const deferred = await sari.send('/api/uploads', {
    method: 'POST',
    headers: { ...resumable, 'upload-defer-length': '1' },
  })
  expect(deferred.status).toBe(501)
  expect(deferred.headers.get('content-type')).toBe('application/problem+json')
  await sari.send(location, { method: 'DELETE', headers: resumable })
})

test('bytes cannot be read back through the upload', async () => {
  const location = locationOf(await begin(sari, car.length))
  await patch(sari, location, 0, car.slice(0, 100))
  expect((await sari.send(location, { headers: resumable })).status).toBe(404)
  await sari.send(location, { method: 'DELETE', headers: resumable })
})

describe('room', () => {
  test('is set aside when an upload begins, so that two cannot share the last place', async () => {
    const budi = await shelf.person({ storageLimit: car.length + 1000 })
    const [first, second] = await Promise.all([begin(budi, car.length), begin(budi, car.length)])
    expect([first.status, second.status].sort()).toEqual([201, 413])
    const [kept, refused] = first.status === 201 ? [first, second] : [second, first]
    expect(await refused.json()).toMatchObject({
      code: 'storage_full',
      used: 0,
      limit: car.length + 1000,
      bytes: car.length,
      uploading: car.length,
    })
    expect((await patch(budi, locationOf(kept), 0, car)).status).toBe(200)
  })

  test('that was set aside is free again when the upload is ended', async () => {
    const budi = await shelf.person({ storageLimit: car.length })
    const location = locationOf(await begin(budi, car.length))
    expect((await begin(budi, 1)).status).toBe(413)
    await budi.send(location, { method: 'DELETE', headers: resumable })
    expect((await begin(budi, 1)).status).toBe(201)
  })
})

test('a file over the limit of one upload is refused before a byte is sent', async () => {
  const response = await begin(sari, shelf.config.uploadLimit + 1)
  expect(response.status).toBe(413)
  expect((await response.json()).code).toBe('payload_too_large')
})

test('an upload abandoned for a day is gone, with its room; a younger one stays', async () => {
  const [old, young] = [locationOf(await begin(sari, 10)), locationOf(await begin(sari, 10))]
  const id = old.split('/').at(-1) ?? ''
  const yesterday = new Date(Date.now() - 25 * 3600 * 1000)
  await shelf.db`update uploads set created_at = ${yesterday} where id = ${id}`
  for (const name of [id, `${id}.json`])
    await utimes(join(shelf.config.data, 'uploads', name), yesterday, yesterday)
  await sweepUploads(shelf.platform)
  expect((await sari.send(old, { method: 'HEAD', headers: resumable })).status).toBe(404)
  expect(await offset(sari, young)).toBe(0)
  expect(inUploads().some((path) => path.includes(id))).toBe(false)
})

/** Sends some of a PATCH over a bare connection, waits until the server wrote of it, and cuts the line. */
async function sendAndBreak(location: string, part: Uint8Array) {
  const { port } = new URL(shelf.base)
  const socket = connect(Number(port), '127.0.0.1')
  const head = [
    `PATCH ${location} HTTP/1.1`,
    'Host: 127.0.0.1',
    `Authorization: ${sari.headers.authorization}`,
    'Tus-Resumable: 1.0.0',
    'Upload-Offset: 0',
    'Content-Type: application/offset+octet-stream',
    `Content-Length: ${car.length}`,
  ]
  await new Promise<void>((written) => socket.write(`${head.join('\r\n')}\r\n\r\n`, () => written()))
  await new Promise<void>((written) => socket.write(part, () => written()))
  const file = Bun.file(join(shelf.config.data, location.replace('/api', '')))
  while ((await file.stat()).size === 0) await Bun.sleep(5)
  socket.destroy()
}
