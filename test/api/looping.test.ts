import { afterAll, beforeAll, describe, expect, spyOn, test } from 'bun:test'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runFfmpeg, runFfprobe } from '#media/ffmpeg/run-ffmpeg.ts'
import { type Client, media, readEvents, signUp } from '#test/support/client.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

let lumiku: TestServing
let folder: string
let clip: string

beforeAll(async () => {
  lumiku = await serving()
  folder = await mkdtemp(join(tmpdir(), 'looping-'))
  clip = join(folder, 'clip.mp4')
  const small = ['-ss', '2', '-t', '3', '-i', join(media, 'car-detection.mp4'), '-vf', 'scale=192:-2']
  await runFfmpeg([...small, '-c:v', 'libx264', '-preset', 'veryfast', '-c:a', 'aac', clip])
})
afterAll(async () => {
  await lumiku.stop()
  await rm(folder, { recursive: true, force: true })
})

async function someone(): Promise<{ who: Client; clip: string }> {
  const who = await signUp(lumiku.url)
  const uploaded = await who.upload(clip)
  expect(uploaded.status).toBe(201)
  return { who, clip: uploaded.body.id }
}

async function made(who: Client, body: unknown) {
  const started = await who.post('/api/apps/looping-flow/generate', body)
  expect([started.status, started.text.slice(0, 300)]).toEqual([202, started.text.slice(0, 300)])
  const { id } = started.body.generation
  await readEvents(who, `${lumiku.url}/api/generations/${id}/events`, ({ event }) => event === 'done')
  return (await who.get(`/api/generations/${id}`)).body
}

const bytesAt = async (url: string, range?: string) =>
  fetch(lumiku.url + url, range ? { headers: { range } } : {})

describe('a loop', () => {
  test('of an hour: priced by length, delivered, counted as what is stored, and served in ranges as one film', async () => {
    const { who, clip } = await someone()
    const body = {
      clip,
      seconds: 3600,
      style: 'crossfade',
      sound: { original: 'mute', layers: [{ builtin: 'white', fadeIn: 1 }] },
      title: 'Hujan malam',
      chapters: [
        { at: 0, name: 'Awal' },
        { at: 1800, name: 'Tengah' },
      ],
    }
    const quoted = await who.post('/api/apps/looping-flow/generate/quote', body)
    expect(quoted.body).toMatchObject({ credits: 14, quota: 1, outputs: 1 })
    const run = await made(who, body)
    expect(run).toMatchObject({ status: 'succeeded', charged: { settled: 14 } })
    const [output] = run.outputs
    expect(output).toMatchObject({
      type: 'video/mp4',
      seconds: 3600,
      width: 192,
      hasAudio: true,
      name: 'Hujan malam 1h.mp4',
    })
    expect(output.bytes).toBeGreaterThan(20 * output.storedBytes)
    const { used } = (await who.get('/api/me')).body.storage ?? { used: null }
    if (used !== null) expect(used).toBeLessThan(output.bytes)

    const head = await fetch(lumiku.url + output.url, { method: 'HEAD' })
    expect(head.headers.get('content-length')).toBe(String(output.bytes))
    expect(head.headers.get('accept-ranges')).toBe('bytes')
    const etag = head.headers.get('etag') ?? ''

    const whole = Buffer.from(await (await bytesAt(output.url)).arrayBuffer())
    expect(whole.length).toBe(output.bytes)
    const middle = Math.floor(output.bytes / 2)
    for (const [from, to] of [
      [0, 99],
      [middle, middle + 300_000],
      [output.bytes - 1000, output.bytes - 1],
    ] as const) {
      const part = await bytesAt(output.url, `bytes=${from}-${to}`)
      expect([part.status, part.headers.get('content-range')]).toEqual([
        206,
        `bytes ${from}-${to}/${output.bytes}`,
      ])
      expect(Buffer.compare(Buffer.from(await part.arrayBuffer()), whole.subarray(from, to + 1))).toBe(0)
    }
    // A download that broke off goes on, and only when the film is still the same.
    const rest = await fetch(lumiku.url + output.url, {
      headers: { range: `bytes=${middle}-`, 'if-range': etag },
    })
    expect([rest.status, rest.headers.get('content-range')]).toEqual([
      206,
      `bytes ${middle}-${output.bytes - 1}/${output.bytes}`,
    ])
    expect(sha(new Uint8Array(await rest.arrayBuffer()))).toBe(sha(whole.subarray(middle)))
    const short = await bytesAt(output.url, `bytes=${middle}-${middle + 999}`)
    expect(short.headers.get('content-length')).toBe('1000')
    expect(
      (await fetch(lumiku.url + output.url, { headers: { range: 'bytes=0-9', 'if-range': '"other"' } }))
        .status,
    ).toBe(200)
    expect((await fetch(lumiku.url + output.url, { headers: { 'if-none-match': etag } })).status).toBe(304)
    expect((await bytesAt(output.url, `bytes=${output.bytes}-`)).status).toBe(416)

    const file = join(folder, 'hour.mp4')
    await Bun.write(file, whole)
    const facts = (await runFfprobe(['-show_streams', '-show_format', '-show_chapters', file])) as {
      streams: { duration: string }[]
      chapters: unknown[]
    }
    for (const { duration } of facts.streams) expect(Math.abs(Number(duration) - 3600)).toBeLessThan(0.05)
    expect(facts.chapters).toHaveLength(2)

    // Small, and labelled by its address: the same film as an index that points at each repeat.
    const compact = await bytesAt(`${output.url}&form=compact`)
    const compactBytes = (await compact.arrayBuffer()).byteLength
    expect(compact.headers.get('etag')).not.toBe(etag)
    expect(compactBytes).toBeLessThan(output.bytes / 10)

    const zip = await who.get(`/api/generations/${run.id}/archive`)
    expect(zip.text.length).toBeGreaterThan(0)
    expect(zip.text).toContain('chapters.txt')

    // Written out it is an ordinary file. Half of it is there, and whoever looks, from wherever, is told so.
    const path = `/api/files/${output.assetId}/write-out`
    const bytes = output.bytes
    const waiting = { state: 'none', bytes, written: 0, secondsLeft: null }
    expect((await who.get(path)).body).toEqual(waiting)
    const { used: free } = (await who.get('/api/me')).body.storage
    const writing = holdWriting(bytes / 2)
    const asked = await who.post(path)
    expect([asked.status, asked.body.bytes]).toEqual([202, bytes])
    await writing.held
    const half = (await who.get(path)).body
    expect(half).toMatchObject({ state: 'running', bytes, secondsLeft: expect.any(Number) })
    expect(Math.abs(half.written / bytes - 0.5)).toBeLessThan(0.1)
    // Asked again it is the same one; a stranger sees nothing of it; its room is taken already.
    expect([(await who.post(path)).status, writing.begun()]).toEqual([202, 1])
    const other = await signUp(lumiku.url)
    for (const answer of [await other.get(path), await other.post(path), await other.request('DELETE', path)])
      expect(answer.status).toBe(404)
    // Given up, nothing of it stays.
    expect((await who.request('DELETE', path)).status).toBe(204)
    expect((await who.get(path)).body).toEqual(waiting)
    writing.goOn()
    expect(await writing.ended).toBe('rejected')
    expect(await leftOvers(output.assetId)).toEqual([])
    expect((await who.get('/api/me')).body.storage.used).toBe(free)

    // The store breaks: it says so, and asking again is enough.
    const broken = spyOn(lumiku.platform.storage, 'write').mockRejectedValueOnce(new Error('no such store'))
    await who.post(path)
    await until(async () => (await who.get(path)).body.state === 'failed')
    broken.mockRestore()

    const { account } = (await who.get('/api/me')).body
    const { db } = lumiku.platform
    await db`update accounts set storage_limit = ${free + bytes - output.storedBytes - 1} where id = ${account.id}`
    const full = await who.post(path)
    expect([full.status, full.body.code, full.body.used]).toEqual([413, 'storage_full', free])
    await db`update accounts set storage_limit = storage_limit + 1 where id = ${account.id}`
    const last = holdWriting(0)
    expect((await who.post(path)).status).toBe(202)
    await last.held
    // What is being written has its room already.
    expect((await who.upload(join(folder, 'clip.mp4'))).status).toBe(413)
    last.goOn()
    expect(await last.ended).toBe('fulfilled')
    await until(async () => (await who.get(path)).body.state === 'done')
    expect((await who.post(path)).status).toBe(200)
    expect((await who.get(`/api/files/${output.assetId}`)).body).toMatchObject({ bytes, storedBytes: bytes })
    const ordinary = await bytesAt(output.url)
    expect(ordinary.headers.get('content-length')).toBe(String(bytes))
    expect(sha(new Uint8Array(await ordinary.arrayBuffer()))).toBe(sha(whole))

    expect((await who.request('DELETE', `/api/files/${output.assetId}`)).status).toBe(204)
    expect((await bytesAt(output.url)).status).toBe(404)
    expect(await leftOvers(output.assetId)).toEqual([])
  }, 120_000)

  test('a free look at the seam: three styles with scores and a moment to play; nothing is held', async () => {
    const { who, clip } = await someone()
    const seam = await who.post('/api/apps/looping-flow/previews/seam', { clip })
    expect(seam.status).toBe(200)
    const styles = seam.body.styles as { style: string; score: number; best: boolean; clip: string }[]
    expect(styles.map(({ style }) => style)).toEqual(['cut', 'crossfade', 'boomerang'])
    expect(styles.filter(({ best }) => best)).toHaveLength(1)
    for (const { score, clip } of styles) {
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(100)
      expect(Buffer.from(clip, 'base64').includes('ftyp')).toBe(true)
    }
    expect((await who.post('/api/apps/looping-flow/previews/seam', { clip, other: 1 })).status).toBe(422)
    expect((await who.post('/api/apps/looping-flow/previews/none', { clip })).status).toBe(404)
    const stranger = await signUp(lumiku.url)
    expect((await stranger.post('/api/apps/looping-flow/previews/seam', { clip })).status).toBe(404)
    expect((await who.get('/api/credits/balance')).body).toEqual({ balance: 100, held: 0 })
  }, 60_000)

  test('what cannot be done is refused with its field, and nothing is held', async () => {
    const { who, clip } = await someone()
    const refused = async (body: Record<string, unknown>) => {
      const answer = await who.post('/api/apps/looping-flow/generate', { clip, seconds: 60, ...body })
      return [answer.status, answer.body.issues?.[0]?.path]
    }
    expect(await refused({ seconds: 43_201 })).toEqual([422, ['seconds']])
    expect(await refused({ blendSeconds: 2 })).toEqual([422, ['blendSeconds']])
    expect(await refused({ sound: { layers: Array(7).fill({ builtin: 'rain' }) } })).toEqual([
      422,
      ['sound', 'layers'],
    ])
    expect(await refused({ sound: { layers: [{ assetId: clip, builtin: 'rain' }] } })).toEqual([
      422,
      ['sound', 'layers', 0],
    ])
    expect(await refused({ trim: { from: 1, to: 1.2 } })).toEqual([422, ['trim']])
    expect(await refused({ chapters: [{ at: 90, name: 'x' }] })).toEqual([422, ['chapters', 0, 'at']])
    expect(await refused({ speed: 2 })).toEqual([422, ['speed']])
    const { account } = (await who.get('/api/me')).body
    await lumiku.platform
      .db`update accounts set storage_limit = storage_used(id) + 1000 where id = ${account.id}`
    expect((await who.post('/api/apps/looping-flow/generate', { clip, seconds: 60 })).status).toBe(413)
    expect((await who.get('/api/credits/balance')).body).toEqual({ balance: 100, held: 0 })
  }, 60_000)
})

/** Lets the next film be written up to so many bytes and no further before `goOn`. */
function holdWriting(bytes: number) {
  const { storage } = lumiku.platform
  const write = storage.write
  const held = Promise.withResolvers<void>()
  const on = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<string>()
  async function* slowly(chunks: AsyncIterable<Uint8Array>) {
    let taken = 0
    for await (const chunk of chunks) {
      if (taken >= bytes) {
        held.resolve()
        await on.promise
      }
      yield chunk
      taken += chunk.length
    }
  }
  const spy = spyOn(storage, 'write').mockImplementation(async (key, chunks, type) => {
    const [end] = await Promise.allSettled([write(key, slowly(chunks), type)])
    spy.mockRestore()
    ended.resolve(end.status)
    if (end.status === 'rejected') throw end.reason
  })
  return { held: held.promise, ended: ended.promise, goOn: on.resolve, begun: () => spy.mock.calls.length }
}

/** What the store still has of a file, the thing it is made of aside. */
async function leftOvers(id: string): Promise<string[]> {
  const names = await readdir(join(lumiku.data, 'files/originals'), { recursive: true })
  return names.filter((name) => name.includes(`${id}-`))
}

async function until(so: () => Promise<boolean>) {
  while (!(await so())) await Bun.sleep(20)
}

function sha(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
