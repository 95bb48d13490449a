import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import sharp from 'sharp'
import { clips } from '#test/media/clips.ts'
import { openShelf, type Person, type Shelf } from '#test/support/shelf.ts'

let shelf: Shelf
let sari: Person
beforeAll(async () => {
  shelf = await openShelf()
  sari = await shelf.person()
})
afterAll(() => shelf.close())

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#c33' } })
const blob = (bytes: Uint8Array | string) => new Blob([bytes as BlobPart])
const used = async ({ accountId }: Person) =>
  Number((await shelf.db`select storage_used(${accountId}) as used`)[0].used)

describe('what is kept', () => {
  test('a clip is measured by its content, whatever it is called', async () => {
    const response = await sari.upload(Bun.file(clips.car), 'mobil.txt')
    expect(response.status).toBe(201)
    const asset = await response.json()
    expect(response.headers.get('location')).toBe(`/api/files/${asset.id}`)
    expect(asset).toMatchObject({
      name: 'mobil.txt',
      kind: 'video',
      type: 'video/mp4',
      bytes: Bun.file(clips.car).size,
      width: 768,
      height: 432,
      hasAudio: true,
      origin: 'upload',
      sha256: new Bun.CryptoHasher('sha256').update(await Bun.file(clips.car).bytes()).digest('hex'),
    })
    expect(asset.seconds).toBeCloseTo(30.2, 0)
    expect(await (await sari.send(`/api/files/${asset.id}`)).json()).toEqual(asset)
    const thumbnail = await fetch(new URL(asset.thumbnailUrl, shelf.base))
    expect(thumbnail.headers.get('content-type')).toBe('image/webp')
    expect(await sharp(await thumbnail.bytes()).metadata()).toMatchObject({
      format: 'webp',
      width: 480,
      height: 270,
    })
  })

  test('a picture turned by its camera has the size people see', async () => {
    const turned = await picture(600, 400).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const asset = await sari.kept(blob(turned), 'foto.jpg')
    expect(asset).toMatchObject({
      kind: 'image',
      type: 'image/jpeg',
      width: 400,
      height: 600,
      seconds: null,
      hasAudio: null,
    })
    const thumbnail = await fetch(new URL(asset.thumbnailUrl ?? '', shelf.base))
    expect(await sharp(await thumbnail.bytes()).metadata()).toMatchObject({ width: 320, height: 480 })
  })

  test('PNG, WebP, AVIF and a still GIF are pictures', async () => {
    for (const format of ['png', 'webp', 'avif', 'gif'] as const) {
      const asset = await sari.kept(blob(await picture(64, 48).toFormat(format).toBuffer()), `a.${format}`)
      expect(asset).toMatchObject({ kind: 'image', type: `image/${format}`, width: 64, height: 48 })
    }
  })

  test('sound has no picture', async () => {
    const wav = await madeBy(['-f', 'lavfi', '-i', 'sine=duration=1', '-f', 'wav', 'pipe:1'])
    expect(await sari.kept(blob(wav), 'lagu.wav')).toMatchObject({
      kind: 'audio',
      type: 'audio/wav',
      width: null,
      seconds: 1,
      hasAudio: true,
      thumbnailUrl: null,
    })
  })
})

describe('what is refused leaves nothing', () => {
  const refused = async (body: Blob, name: string, ...reasons: string[]) => {
    const before = { disk: shelf.onDisk(), used: await used(sari) }
    const response = await sari.upload(body, name)
    expect([name, response.status]).toEqual([name, 415])
    expect(response.headers.get('content-type')).toStartWith('application/problem+json')
    const problem = await response.json()
    expect(problem).toMatchObject({ code: 'unsupported_media', issues: [{ path: ['file'] }] })
    expect(reasons).toContain(problem.reason)
    expect({ disk: shelf.onDisk(), used: await used(sari) }).toEqual(before)
    expect(
      await shelf.db`select key from loose_keys where key not in (select storage_key from assets)`,
    ).toEqual([])
  }

  test('text named .mp4', () =>
    refused(blob('halo dunia, ini bukan video\n'.repeat(99)), 'video.mp4', 'not_media'))
  test('an empty file', () => refused(blob(''), 'kosong.mp4', 'empty'))
  test('an archive', () => refused(blob(Bun.gzipSync(new Uint8Array(999))), 'a.mp4', 'not_media'))

  test('a list of other files to play', async () => {
    const list = '#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n'
    await refused(blob(list), 'a.m3u8', 'not_media')
    await refused(blob("ffconcat version 1.0\nfile '/etc/passwd'\n"), 'a.mp4', 'not_media')
  })

  test('a clip cut short', async () => {
    const whole = await Bun.file(clips.car).bytes()
    await refused(blob(whole.slice(0, Math.floor(whole.length * 0.6))), 'putus.mp4', 'truncated')
    await refused(blob(whole.slice(0, 4000)), 'putus.mp4', 'truncated', 'not_media')
  })

  test('a clip of zero seconds', async () => {
    const silent = await madeBy([
      '-f',
      'lavfi',
      '-i',
      'testsrc2=duration=1',
      '-t',
      '0',
      '-f',
      'matroska',
      'pipe:1',
    ])
    await refused(blob(silent), 'nol.mkv', 'empty', 'truncated')
  })

  test('a picture cut short', async () => {
    const noise = await Bun.file(clips.car).bytes()
    const raw = { width: 700, height: 700, channels: 3 as const }
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const whole = await sharp(noise.slice(0, 700 * 700 * 3), { raw })
        .toFormat(format)
        .toBuffer()
      const response = await sari.upload(
        blob(new Uint8Array(whole.subarray(0, whole.length / 2))),
        `a.${format}`,
      )
      expect([format, response.status]).toEqual([format, 415])
      expect(['truncated', 'damaged']).toContain((await response.json()).reason)
    }
  })

  test('a drawing that could carry a script', () =>
    refused(
      blob('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      'a.png',
      'not_media',
    ))

  test('a page', () => refused(blob('<!doctype html><script>alert(1)</script>'), 'a.jpg', 'not_media'))

  test('a picture that would fill the memory', async () => {
    const huge = await picture(12_000, 9_000).png({ compressionLevel: 9 }).toBuffer()
    expect(huge.length).toBeLessThan(1_000_000)
    await refused(blob(new Uint8Array(huge)), 'besar.png', 'too_many_pixels')
  })

  test('a picture that moves', async () => {
    const frames = await Promise.all(
      ['#f00', '#0f0'].map((background) =>
        sharp({ create: { width: 8, height: 8, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    )
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    await refused(blob(new Uint8Array(gif)), 'gerak.gif', 'animated_image')
    const webp = await sharp(frames, { join: { animated: true } })
      .webp()
      .toBuffer()
    await refused(blob(new Uint8Array(webp)), 'gerak.webp', 'animated_image')
  })
})

describe('names', () => {
  const small = picture(8, 8).png().toBuffer()
  const named = async (name: string) => (await sari.kept(blob(new Uint8Array(await small)), name)).name

  test('quotes, emoji and other scripts are kept as they are', async () => {
    expect(await named(`sari's "baju" 👗 ขาย.png`)).toBe(`sari's "baju" 👗 ขาย.png`)
  })
  test('a path is no place, only a name', async () => {
    const before = shelf.onDisk()
    expect(await named('../../etc/passwd.png')).toBe('.._.._etc_passwd.png')
    expect(await named('..')).toBe('file')
    expect(await named('C:\\temp\\a.png')).toBe('C:_temp_a.png')
    const made = shelf.onDisk().filter((path) => !before.includes(path))
    expect(
      made.every((path) => /^files\/(originals|thumbnails)\/[0-9a-f]{2}\/[0-9a-f-]{36}$/.test(path)),
    ).toBe(true)
  })
  test('a name on two lines is on one', async () => {
    expect(await named('satu\r\ndua.png')).not.toMatch(/[\r\n]/)
  })
  test('a download carries the name in any script', async () => {
    const { url } = await sari.kept(blob(new Uint8Array(await small)), 'résumé "a"; 👗.png')
    const response = await fetch(new URL(`${url}&download=1`, shelf.base))
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="r_sum_ _a_; __.png"; filename*=UTF-8''r%C3%A9sum%C3%A9%20%22a%22%3B%20%F0%9F%91%97.png`,
    )
  })
})

describe('the form', () => {
  const post = (body: BodyInit, headers: Record<string, string> = {}) =>
    sari.send('/api/files', { method: 'POST', body, headers })
  const form = (...fields: [string, string | Blob][]) => {
    const form = new FormData()
    for (const [name, value] of fields) form.append(name, value)
    return form
  }
  const issue = async (response: Response) => [response.status, (await response.json()).issues?.[0]?.path]

  test('without a file, with two, with another field or as JSON is 422 and says where', async () => {
    const before = shelf.onDisk()
    const small = blob(new Uint8Array(await picture(8, 8).png().toBuffer()))
    expect(await issue(await post(form()))).toEqual([422, ['file']])
    expect(await issue(await post(form(['file', 'just text'])))).toEqual([422, ['file']])
    expect(await issue(await post(form(['file', small], ['file', small])))).toEqual([422, ['file']])
    expect(await issue(await post(form(['file', small], ['accountId', 'x'])))).toEqual([422, ['accountId']])
    expect(await issue(await post(form(['picture', small])))).toEqual([422, ['picture']])
    expect(await issue(await post('{}', { 'content-type': 'application/json' }))).toEqual([422, ['file']])
    expect(shelf.onDisk()).toEqual(before)
  })

  test('that breaks off is 400', async () => {
    const type = { 'content-type': 'multipart/form-data; boundary=xx' }
    const broken = '--xx\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nabc'
    expect((await post(broken, type)).status).toBe(400)
    expect((await post('abc', { 'content-type': 'multipart/form-data' })).status).toBe(400)
    expect(shelf.onDisk().filter((path) => path.startsWith('uploads/'))).toEqual([])
  })

  test('over 64 MiB is 413 and points at the limit, told or not told beforehand', async () => {
    const large = new Blob([new Uint8Array(64 * 1024 * 1024 + 1)])
    const told = await sari.upload(large, 'a.mp4')
    expect(told.status).toBe(413)
    expect(await told.json()).toMatchObject({ code: 'payload_too_large', limit: 64 * 1024 * 1024 })
    const request = new Request(`${shelf.base}/api/files`, {
      method: 'POST',
      body: form(['file', large]),
      headers: sari.headers,
    })
    const streamed = await post(request.body as ReadableStream, {
      'content-type': request.headers.get('content-type') ?? '',
    })
    expect(streamed.status).toBe(413)
    expect(shelf.onDisk().filter((path) => path.startsWith('uploads/'))).toEqual([])
  })

  test('without a session is 401', async () => {
    for (const path of ['/api/files', '/api/uploads'])
      expect((await fetch(`${shelf.base}${path}`, { method: 'POST' })).status).toBe(401)
  })
})

async function madeBy(args: string[]): Promise<Uint8Array> {
  const child = Bun.spawn(['ffmpeg', '-v', 'error', ...args], { stderr: 'inherit' })
  return new Response(child.stdout).bytes()
}
