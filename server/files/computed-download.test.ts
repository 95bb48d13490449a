import { afterAll, beforeAll, expect, spyOn, test } from 'bun:test'
import { open } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { layOut } from '#media/loop/lay-out.ts'
import { headOf, readLoopFileAt, sizeTable } from '#media/loop/loop-file.ts'
import { newId } from '#server/platform/ids.ts'
import { openShelf, type Person, type Shelf } from '#test/support/shelf.ts'
import { signLinks } from './present-asset.ts'
import type { FreshAsset } from './rows.ts'
import { writeOutAsset } from './write-out.ts'

const mega = 1 << 20
const [blocks, repeats] = [110, 8]
let shelf: Shelf
let sari: Person
let id: string
let url: string
let size: number
let etag: string

/** More is stored than is kept in memory, so that every repeat must be read from the store again: its reads tell how far a download has come. */
beforeAll(async () => {
  shelf = await openShelf()
  sari = await shelf.person()
  ;({ id, url, size, etag } = await keepFilm(blocks))
})
afterAll(() => shelf.close())

/** A film of so many blocks of a megabyte, played over and over. */
async function keepFilm(blocks: number) {
  const { accountId } = sari
  const path = join(shelf.config.data, 'film.loop')
  const track = { timescale: 30, delta: 1, lastDelta: 1, skip: 0, at: 0, width: 64, height: 48 }
  const keys = Array.from({ length: blocks }, (_, n) => n)
  const picture = {
    ...track,
    description: new Uint8Array(86),
    sizes: sizeTable(keys.map(() => mega)),
    keys,
    runs: [{ from: 0, count: blocks, times: repeats }],
  }
  const head = headOf({ picture, sound: null })
  const file = await open(path, 'w')
  await file.write(head)
  for (const n of keys) await file.write(new Uint8Array(mega).fill(n))
  await file.close()
  const size = layOut(await readLoopFileAt(path)).size
  const id = newId()
  const asset: FreshAsset = {
    ...{ id, name: 'malam.mp4', kind: 'video', type: 'video/mp4', sha256: `sum-${id}`, probe: {} },
    ...{ width: 64, height: 48, seconds: 20, hasAudio: false, thumbnailKey: null },
    ...{ bytes: size, storageKey: `originals/aa/${id}`, packing: 'loop', storedBytes: blocks * mega },
  }
  await shelf.platform.storage.put(asset.storageKey, path, asset.type)
  await shelf.db`select keep_asset(${accountId}, 'output', ${JSON.stringify(asset)}::text::jsonb)`
  const { url } = signLinks(shelf.config)({ id, name: asset.name, thumbnail_key: null })
  return { id, url, size, etag: `"sum-${id}"` }
}

interface Raw {
  status: number
  headers: Headers
  socket: Socket
  /** Bytes of the body until so many, or all; undoes chunking. */
  take(bytes: number): Promise<number>
}

/** What travels on the wire, no client in between that would mend or hide it. */
async function raw(method: string, headers: Record<string, string> = {}): Promise<Raw> {
  const { hostname, port } = new URL(shelf.base)
  const socket = connect(Number(port), hostname)
  const lines = Object.entries({ host: 'x', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(`${method} ${url} HTTP/1.1\r\n${lines.join('')}\r\n`)
  let come: Buffer = Buffer.alloc(0)
  let wake = () => {}
  socket.on('readable', () => wake()).on('end', () => wake())
  const more = async () => {
    if (socket.readableEnded || socket.destroyed) throw new Error('the connection ended too early')
    const chunk: Buffer | null = socket.read()
    if (chunk) come = come.length ? Buffer.concat([come, chunk]) : chunk
    else
      await new Promise<void>((resolve) => {
        wake = resolve
      })
  }
  const line = async (end: string) => {
    for (;;) {
      const at = come.indexOf(end)
      if (at >= 0) {
        const found = come.subarray(0, at).toString('latin1')
        come = come.subarray(at + end.length)
        return found
      }
      await more()
    }
  }
  const [first = '', ...rest] = (await line('\r\n\r\n')).split('\r\n')
  const got = new Headers(rest.map((each) => each.split(/: (.*)/).slice(0, 2) as [string, string]))
  const chunked = got.get('transfer-encoding') === 'chunked'
  let left = chunked ? 0 : Number(got.get('content-length') ?? 0)
  let ended = left === 0 && !chunked
  return {
    status: Number(first.split(' ')[1]),
    headers: got,
    socket,
    async take(bytes) {
      let taken = 0
      while (taken < bytes && !ended) {
        if (left === 0 && chunked) left = Number.parseInt(await line('\r\n'), 16)
        ended = left === 0
        if (ended) break
        if (come.length === 0) await more()
        const now = Math.min(come.length, left, bytes - taken)
        come = come.subarray(now)
        left -= now
        taken += now
        if (left === 0 && chunked) await line('\r\n')
      }
      return taken
    },
  }
}

/** Other requests in between: what the server had begun has had its turns. */
async function meanwhile() {
  for (let n = 0; n < 30; n++) await (await fetch(shelf.base + url, { method: 'HEAD' })).arrayBuffer()
}

/** How many blocks the store was asked for. */
const blocksRead = (read: { mock: { calls: [string, { start: number; end: number }?][] } }) =>
  read.mock.calls.reduce((sum, [, range]) => sum + (range ? (range.end - range.start + 1) / mega : 0), 0)

test('HEAD, ranges and conditions carry their length, validator and status, as they stand on the wire', async () => {
  const head = await raw('HEAD')
  expect(Object.fromEntries(head.headers)).toMatchObject({
    'content-length': String(size),
    'accept-ranges': 'bytes',
    etag,
  })
  head.socket.destroy()
  const asked: [Record<string, string>, number, string | null, number][] = [
    [{ range: 'bytes=0-0' }, 206, `bytes 0-0/${size}`, 1],
    [{ range: `bytes=${mega}-${3 * mega}` }, 206, `bytes ${mega}-${3 * mega}/${size}`, 2 * mega + 1],
    [{ range: 'bytes=-500' }, 206, `bytes ${size - 500}-${size - 1}/${size}`, 500],
    [{ range: `bytes=${size}-` }, 416, `bytes */${size}`, 0],
    [{ range: 'bytes=0-9', 'if-range': etag }, 206, `bytes 0-9/${size}`, 10],
    [{ 'if-none-match': `"other", ${etag}` }, 304, null, 0],
    [{ 'if-none-match': `W/${etag}` }, 304, null, 0],
    [{ 'if-none-match': '*' }, 304, null, 0],
  ]
  for (const [headers, status, range, bytes] of asked) {
    const answer = await raw('GET', headers)
    expect([headers, answer.status, answer.headers.get('content-range')]).toEqual([headers, status, range])
    expect(answer.headers.get('etag')).toBe(etag)
    if (bytes > 0) expect(answer.headers.get('content-length')).toBe(String(bytes))
    expect(await answer.take(size)).toBe(bytes)
    answer.socket.destroy()
  }
  // The rest of the film: a player gets a part that has its length, a download all of it.
  const rest = { range: `bytes=${mega}-` }
  const played = await raw('GET', { ...rest, 'sec-fetch-dest': 'video' })
  expect([played.status, played.headers.get('content-range'), played.headers.get('content-length')]).toEqual([
    206,
    `bytes ${mega}-${9 * mega - 1}/${size}`,
    String(8 * mega),
  ])
  expect(await played.take(size)).toBe(8 * mega)
  played.socket.destroy()
  const downloaded = await raw('GET', rest)
  expect(downloaded.headers.get('content-range')).toBe(`bytes ${mega}-${size - 1}/${size}`)
  downloaded.socket.destroy()
  const said = await raw('GET', { range: `bytes=${mega}-${12 * mega}`, 'sec-fetch-dest': 'video' })
  expect(said.headers.get('content-range')).toBe(`bytes ${mega}-${12 * mega}/${size}`)
  said.socket.destroy()
  // Weak or of another film: the whole, so that two films are never mixed.
  for (const condition of [`W/${etag}`, '"other"']) {
    const answer = await raw('GET', { range: 'bytes=0-9', 'if-range': condition })
    expect([answer.status, answer.headers.get('content-range')]).toEqual([200, null])
    answer.socket.destroy()
  }
})

test('the small form of hours carries its length also as a whole', async () => {
  const film = await keepFilm(12)
  const small = await fetch(`${shelf.base}${film.url}&form=compact`)
  const { byteLength } = await small.arrayBuffer()
  expect(byteLength).toBeGreaterThan(12 * mega)
  expect(byteLength).toBeLessThan(film.size / 7)
  expect(small.headers.get('content-length')).toBe(String(byteLength))
})

test('what lies together in the store is asked for together, and not again while it is remembered', async () => {
  const read = spyOn(shelf.platform.storage, 'read')
  try {
    for (const most of [2, 0]) {
      const answer = await raw('GET', { range: `bytes=${50 * mega + 5}-${58 * mega + 4}` })
      expect(await answer.take(size)).toBe(8 * mega)
      expect(read.mock.calls.length).toBeLessThanOrEqual(most)
      read.mockClear()
      answer.socket.destroy()
    }
  } finally {
    read.mockRestore()
  }
})

test('hundreds of megabytes go no faster than they are taken, in as much memory as is kept for blocks', async () => {
  const read = spyOn(shelf.platform.storage, 'read')
  const before = process.memoryUsage.rss()
  try {
    const answer = await raw('GET')
    expect(await answer.take(mega)).toBe(mega)
    await meanwhile()
    // Some megabytes wait in the buffers of both ends; the rest is not made before it is wanted.
    expect(blocksRead(read)).toBeLessThan(blocks / 2)
    let taken = mega
    let most = 0
    for (let now = 1; now > 0; taken += now) {
      now = await answer.take(20 * mega)
      // What waits to be swept away is not what is held.
      Bun.gc(true)
      most = Math.max(most, process.memoryUsage.rss())
    }
    expect(taken).toBe(size)
    expect(blocksRead(read)).toBeGreaterThanOrEqual((repeats - 1) * blocks)
    expect(most - before).toBeLessThan(200 * mega)
    answer.socket.destroy()
  } finally {
    read.mockRestore()
  }
})

test('who goes away is not served any more', async () => {
  const read = spyOn(shelf.platform.storage, 'read')
  try {
    const answer = await raw('GET')
    await answer.take(mega)
    answer.socket.destroy()
    await meanwhile()
    const then = blocksRead(read)
    await meanwhile()
    expect(blocksRead(read)).toBe(then)
    expect(then).toBeLessThan(blocks / 2)
  } finally {
    read.mockRestore()
  }
})

test('a worker that stops hands the film it is writing out back, and leaves no byte of it', async () => {
  const path = `/api/files/${id}/write-out`
  const before = shelf.onDisk()
  expect((await sari.send(path, { method: 'POST' })).status).toBe(202)
  await writeOutAsset(shelf.platform, id, AbortSignal.abort())
  expect(await (await sari.send(path)).json()).toMatchObject({ state: 'queued', written: 0 })
  expect(shelf.onDisk()).toEqual(before)
  expect((await sari.send(path, { method: 'DELETE' })).status).toBe(204)
  // The job that is still queued finds nothing to do.
  await writeOutAsset(shelf.platform, id, AbortSignal.abort())
  expect(await (await sari.send(path)).json()).toMatchObject({ state: 'none' })
})
