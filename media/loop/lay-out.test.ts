import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { runFfmpeg, runFfprobe, runFfprobeText } from '#media/ffmpeg/run-ffmpeg.ts'
import { readCodedTrack } from '../mp4/coded-track.ts'
import { bytesOf, type Film, layOut } from './lay-out.ts'
import { type LoopFile, readLoopFileAt } from './loop-file.ts'
import { packLoop } from './pack-loop.ts'
import { lengthOf } from './track-length.ts'
import { writeOut, writeStandIn } from './write-out.ts'

let folder: string
let stored: Uint8Array
let loop: LoopFile
const at = (name: string) => join(folder, name)
const unit = 20
const played = 5 * unit + 7

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loop-'))
  const encoder =
    '-c:v libx264 -profile:v high -bf 0 -g 8 -keyint_min 8 -sc_threshold 0 -x264-params stitchable=1 -pix_fmt yuv420p'
  const seconds = played / 10
  await Promise.all([
    runFfmpeg([
      '-f',
      'lavfi',
      '-i',
      'testsrc2=s=64x48:r=10:d=2',
      ...encoder.split(' '),
      '-video_track_timescale',
      '10000',
      at('unit.mp4'),
    ]),
    runFfmpeg(['-f', 'lavfi', '-i', `sine=r=48000:d=${seconds}`, '-ac', '2', '-c:a', 'aac', at('sound.m4a')]),
  ])
  const sound = await readCodedTrack(at('sound.m4a'))
  await packLoop(
    {
      picture: {
        parts: [{ path: at('unit.mp4') }],
        runs: [
          { from: 0, count: unit, times: 5 },
          { from: 0, count: 7, times: 1 },
        ],
        timescale: 10_000,
        delta: 1000,
        width: 64,
        height: 48,
      },
      sound: {
        parts: [{ path: at('sound.m4a') }],
        runs: [{ from: 0, count: sound.sizes.length, times: 1 }],
        samples: seconds * 48_000,
        skip: 1024,
      },
      title: 'Hujan',
      chapters: [
        { at: 0, name: 'Awal' },
        { at: 4, name: 'Tengah' },
      ],
    },
    at('film.loop'),
  )
  stored = await Bun.file(at('film.loop')).bytes()
  loop = await readLoopFileAt(at('film.loop'))
  await writeOut(at('film.loop'), at('film.mp4'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function read(film: Film, from: number, to: number): Buffer {
  const pieces = [...bytesOf(film, from, to)]
  return Buffer.concat(
    pieces.map((each) => (each instanceof Uint8Array ? each : stored.subarray(each.start, each.end + 1))),
  )
}

describe('a film that exists only as a rule', () => {
  test('any ranges of it, put together, are the whole, and the whole is what is written out', async () => {
    const film = layOut(loop)
    const whole = Buffer.from(await Bun.file(at('film.mp4')).bytes())
    expect(film.size).toBe(whole.length)
    expect(loop.stored).toBe(stored.length)
    fc.assert(
      fc.property(fc.array(fc.nat(film.size - 1), { maxLength: 12 }), (cuts) => {
        const borders = [...new Set([0, ...cuts, film.size])].sort((a, b) => a - b)
        const parts = borders.slice(1).map((end, n) => read(film, borders[n] ?? 0, end - 1))
        expect(Buffer.compare(Buffer.concat(parts), whole)).toBe(0)
      }),
      { numRuns: 60 },
    )
  })

  test('frame for frame it plays what repeating the unit by ffmpeg plays', async () => {
    const frames = (args: string[]) =>
      runFfmpeg([...args, '-map', '0:v:0', '-vsync', 'passthrough', '-f', 'framemd5', 'pipe:1'])
    const [ours, theirs] = await Promise.all([
      frames(['-i', at('film.mp4')]),
      frames(['-stream_loop', '-1', '-i', at('unit.mp4'), '-frames:v', String(played)]),
    ])
    const sums = (text: Uint8Array) =>
      new TextDecoder()
        .decode(text)
        .split('\n')
        .filter((line) => /^\d/.test(line))
        .map((line) => line.split(',').at(-1))
    expect(sums(ours.stdout)).toHaveLength(played)
    expect(sums(ours.stdout)).toEqual(sums(theirs.stdout))
  })

  test('picture and sound end together, chapters and title are read, and ffmpeg has nothing to complain about', async () => {
    const facts = (await runFfprobe(['-show_streams', '-show_format', '-show_chapters', at('film.mp4')])) as {
      streams: { duration: string; nb_frames: string }[]
      format: { tags: Record<string, string> }
      chapters: { start_time: string; tags: { title: string } }[]
    }
    expect(facts.streams.map(({ duration }) => Number(duration))).toEqual([played / 10, played / 10])
    expect(facts.format.tags.title).toBe('Hujan')
    expect(facts.chapters.map(({ start_time, tags }) => [Number(start_time), tags.title])).toEqual([
      [0, 'Awal'],
      [4, 'Tengah'],
    ])
    const { log } = await runFfmpeg(['-loglevel', 'warning', '-i', at('film.mp4'), '-f', 'null', '-'])
    expect(log).toBe('')
  })

  test('the compact form keeps each sample once and plays the same', async () => {
    await writeOut(at('film.loop'), at('compact.mp4'), { form: 'compact' })
    expect(Bun.file(at('compact.mp4')).size).toBeLessThan(Bun.file(at('film.mp4')).size)
    const sums = async (name: string) =>
      new TextDecoder().decode(
        (await runFfmpeg(['-i', at(name), '-map', '0', '-f', 'framemd5', 'pipe:1'])).stdout,
      )
    expect(await sums('compact.mp4')).toBe(await sums('film.mp4'))
  })

  test('twelve hours and more than four gigabytes are laid out without being written, in little memory', async () => {
    const times = (12 * 36_000) / unit
    const long: LoopFile = {
      ...loop,
      sound: null,
      // As if each picture took 20 kB: only the table says so.
      picture: {
        ...loop.picture,
        sizes: new Uint8Array(loop.picture.sizes).map((_, n) => [0, 0, 78, 32][n % 4] ?? 0),
        runs: [{ from: 0, count: unit, times }],
      },
    }
    const film = layOut(long)
    expect(film.size).toBeGreaterThan(2 ** 32)
    expect(lengthOf(long.picture)).toBe(12 * 3600)
    const tail = [...bytesOf(film, film.size - 10, film.size - 1)]
    const end = long.picture.at + unit * 20_000
    expect(tail).toEqual([{ start: end - 10, end: end - 1 }])
    expect(Buffer.concat([...bytesOf(film, 0, film.headerBytes - 1)] as Uint8Array[]).includes('co64')).toBe(
      true,
    )
    const middle = Math.floor(film.size / 2)
    expect([...bytesOf(film, middle, middle + 30)]).toHaveLength(1)
    // The index of 432,000 frames is patterns, not a table.
    expect(film.header.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThan(3_000_000)
  })

  test('of twelve hours the first, middle and last frames are, byte for byte, those of the unit they repeat', () => {
    const times = (12 * 36_000) / unit
    const size = (n: number) => 15_000 + 400 * n
    const sizes = new Uint8Array(4 * unit)
    for (let n = 0; n < unit; n++) new DataView(sizes.buffer).setUint32(4 * n, size(n))
    const picture = { ...loop.picture, sizes, runs: [{ from: 0, count: unit, times }] }
    const film = layOut({ ...loop, sound: null, picture })
    const before = (n: number) => Array.from({ length: n }, (_, k) => size(k)).reduce((a, b) => a + b, 0)
    const whole = before(unit)
    expect(film.size - film.headerBytes).toBe(times * whole)
    const last = times * unit - 1
    for (const frame of [0, 1, last >> 1, (last >> 1) + 1, last - 1, last]) {
      const [turn, within] = [Math.floor(frame / unit), frame % unit]
      const start = film.headerBytes + turn * whole + before(within)
      const pieces = [...bytesOf(film, start, start + size(within) - 1)]
      const stored = picture.at + before(within)
      expect([frame, pieces]).toEqual([frame, [{ start: stored, end: stored + size(within) - 1 }]])
    }
  })

  test('a stand-in of twelve hours takes little room and ffprobe reads its length', async () => {
    const picture = {
      parts: [{ path: at('unit.mp4') }],
      timescale: 10_000,
      delta: 1000,
      width: 64,
      height: 48,
    }
    await packLoop(
      { picture: { ...picture, runs: [{ from: 0, count: unit, times: 21_600 }] }, sound: null },
      at('long.loop'),
    )
    await writeStandIn(at('long.loop'), at('long.mp4'), { seconds: 43_200, around: [0, 43_200] })
    const length = await runFfprobeText([
      '-show_entries',
      'format=duration',
      '-of',
      'csv=p=0',
      at('long.mp4'),
    ])
    expect(Number(length)).toBe(43_200)
  })
})
