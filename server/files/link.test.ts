import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { clips } from '#test/media/clips.ts'
import { openShelf, type Person, type Shelf } from '#test/support/shelf.ts'
import { linkTo, openLink } from './link.ts'
import { readRange } from './range.ts'
import type { Asset } from './schemas.ts'

let shelf: Shelf
let sari: Person
let asset: Asset
let whole: Uint8Array
beforeAll(async () => {
  shelf = await openShelf()
  sari = await shelf.person()
  asset = await sari.kept(Bun.file(clips.bottle), 'botol.mp4')
  whole = await Bun.file(clips.bottle).bytes()
})
afterAll(() => shelf.close())

const open = (headers: Record<string, string> = {}, init: RequestInit = {}) =>
  fetch(new URL(asset.url, shelf.base), { ...init, headers })

test('a link opens without a session, is private, and cannot run anything', async () => {
  const response = await open()
  expect(response.status).toBe(200)
  expect(Buffer.compare(await response.bytes(), whole)).toBe(0)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'video/mp4',
    'content-length': String(whole.length),
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    'content-security-policy': 'sandbox',
    'content-disposition': `inline; filename="botol.mp4"; filename*=UTF-8''botol.mp4`,
    etag: `"${asset.sha256}"`,
  })
  expect(response.headers.get('cache-control')).toMatch(/^private, max-age=\d+, immutable$/)
})

test('ranges come back byte for byte', async () => {
  const size = whole.length
  const asked: [string, number, number][] = [
    ['bytes=0-0', 0, 0],
    ['bytes=0-1023', 0, 1023],
    ['bytes=1000-70000', 1000, 70_000],
    ['bytes=500-', 500, size - 1],
    ['bytes=-500', size - 500, size - 1],
    [`bytes=${size - 1}-${size + 9999}`, size - 1, size - 1],
    [`bytes=-${size * 2}`, 0, size - 1],
  ]
  for (const [range, start, end] of asked) {
    const response = await open({ range })
    expect([range, response.status]).toEqual([range, 206])
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/${size}`)
    expect(response.headers.get('content-length')).toBe(String(end - start + 1))
    expect(Buffer.compare(await response.bytes(), whole.slice(start, end + 1))).toBe(0)
  }
})

test('a range past the end is 416 and says the size', async () => {
  for (const range of [`bytes=${whole.length}-`, 'bytes=-0']) {
    const response = await open({ range })
    expect(response.status).toBe(416)
    expect(response.headers.get('content-range')).toBe(`bytes */${whole.length}`)
  }
})

test('several ranges, other units and nonsense are answered with the whole', async () => {
  for (const range of ['bytes=0-1,5-9', 'frames=0-9', 'bytes=9-1', 'bytes=a-b'])
    expect((await open({ range })).status).toBe(200)
})

test('a range of another version is answered with the whole', async () => {
  expect((await open({ range: 'bytes=0-9', 'if-range': `"${asset.sha256}"` })).status).toBe(206)
  expect((await open({ range: 'bytes=0-9', 'if-range': '"another"' })).status).toBe(200)
})

test('a browser that has it already is told so', async () => {
  expect((await open({ 'if-none-match': `"${asset.sha256}"` })).status).toBe(304)
})

test('HEAD says everything and sends nothing', async () => {
  const response = await open({}, { method: 'HEAD' })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-length')).toBe(String(whole.length))
  const part = await open({ range: 'bytes=0-99' }, { method: 'HEAD' })
  expect([part.status, part.headers.get('content-length')]).toEqual([206, '100'])
})

test('a link that was altered, or opens another file, is 404', async () => {
  const url = new URL(asset.url, shelf.base)
  const other = await sari.kept(Bun.file(clips.car), 'mobil.mp4')
  const altered = [
    `${shelf.base}/files/${asset.id}/botol.mp4`,
    url.href.replace(/s=./, (each) => (each === 's=A' ? 's=B' : 's=A')),
    url.href.replace(/e=(\d+)/, (_, e) => `e=${Number(e) + 3600}`),
    url.href.replace(asset.id, other.id),
    `${shelf.base}/files/not-an-id/a?e=1&s=2`,
  ]
  for (const link of altered) expect([link, (await fetch(link)).status]).toEqual([link, 404])
})

test('the name in a link is only for people', async () => {
  const url = new URL(asset.url, shelf.base)
  url.pathname = url.pathname.replace('botol.mp4', '..%2F..%2Fetc%2Fpasswd')
  expect((await fetch(url)).headers.get('etag')).toBe(`"${asset.sha256}"`)
})

describe('what is signed', () => {
  const id = '01900000-0000-7000-8000-000000000001'
  const at = Date.parse('2026-11-21T01:10:00Z')
  const opened = (link: string, now: number) => {
    const url = new URL(link, 'http://x')
    return openLink(
      'k',
      { id, expires: url.searchParams.get('e') ?? '', signature: url.searchParams.get('s') ?? '' },
      now,
    )
  }

  test('an address stays the same for an hour, so that browsers can keep what it opens', () => {
    const link = (minutes: number) =>
      linkTo('k', { id, variant: 'original', name: 'a' }, at + minutes * 60_000)
    expect(link(49)).toBe(link(0))
    expect(link(51)).not.toBe(link(0))
  })

  test('a link ends after 12 to 13 hours', () => {
    const link = linkTo('k', { id, variant: 'original', name: 'a' }, at)
    expect(opened(link, at + 12 * 3_600_000)).toMatchObject({ variant: 'original' })
    expect(opened(link, at + 13 * 3_600_000)).toBeNull()
  })

  test("a thumbnail's link does not open the original, nor another studio's ours", () => {
    expect(opened(linkTo('k', { id, variant: 'thumbnail', name: 'a' }, at), at)).toMatchObject({
      variant: 'thumbnail',
    })
    expect(opened(linkTo('other', { id, variant: 'original', name: 'a' }, at), at)).toBeNull()
  })
})

test('an empty file has no ranges', () => {
  expect(readRange('bytes=0-', 0)).toBe('unsatisfiable')
  expect(readRange('bytes=-5', 0)).toBe('unsatisfiable')
  expect(readRange(undefined, 0)).toBe('whole')
})
