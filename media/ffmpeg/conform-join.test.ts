import { afterAll, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pictureHeader } from '../mp4/picture-header.ts'
import { conformJoin } from './conform-join.ts'
import { conformPicture } from './conform-picture.ts'
import { laySound } from './lay-sound.ts'
import type { PictureFormat } from './picture-format.ts'
import { probe } from './probe.ts'
import { runFfmpeg } from './run-ffmpeg.ts'

const folder = await mkdtemp(join(tmpdir(), 'join-'))
afterAll(() => rm(folder, { recursive: true }))

const fps = 30
const frames = 15
const format: PictureFormat = { width: 160, height: 284, fps, fit: 'crop', container: 'mp4', quality: 'low' }

/** A clip of one colour, twice as long as an overlap. */
async function plain(colour: string, drawn = 'null') {
  const path = join(folder, `${colour}-${drawn === 'null' ? 'plain' : 'drawn'}.mp4`)
  const source = ['-f', 'lavfi', '-i', `color=${colour}:s=160x284:r=30:d=1,${drawn}`, '-pix_fmt', 'yuv420p']
  await runFfmpeg([...source, path], { makes: [path] })
  return { path, source: await probe(path), from: 15, frames, fps, speed: 1 }
}

/** Mean colours of every frame. */
async function colours(path: string): Promise<{ red: number; green: number; blue: number }[]> {
  const small = 'scale=1:1:flags=area,format=rgb24'
  const { stdout } = await runFfmpeg(['-i', path, '-vf', small, '-f', 'rawvideo', 'pipe:1'])
  return Array.from({ length: stdout.length / 3 }, (_, n) => ({
    red: stdout[n * 3] ?? 0,
    green: stdout[n * 3 + 1] ?? 0,
    blue: stdout[n * 3 + 2] ?? 0,
  }))
}

for (const kind of ['fade', 'slide', 'zoom', 'wipe'] as const)
  test(`with ${kind} one picture takes over from the other in exactly its frames`, async () => {
    const sides = [{ stretch: await plain('red') }, { stretch: await plain('blue') }] as const
    const out = join(folder, `${kind}.mp4`)
    await conformJoin(sides, kind, format, out)
    const seen = await colours(out)
    expect(seen).toHaveLength(frames)
    expect(seen[0]?.red).toBeGreaterThan(seen[0]?.blue ?? 255)
    expect(seen.at(-1)?.blue).toBeGreaterThan(seen.at(-1)?.red ?? 255)
    for (const [n, { blue }] of seen.entries())
      expect(blue).toBeGreaterThanOrEqual((seen[n - 1]?.blue ?? 0) - 4)
    const piece = join(folder, `${kind}-beside.mp4`)
    await conformPicture(sides[0].stretch, format, piece)
    expect((await pictureHeader(out)).description).toBe((await pictureHeader(piece)).description)
  }, 30_000)

test('what slides starts and stops gently, and what zooms comes closer before it goes', async () => {
  const [red, blue] = [await plain('red', 'drawbox=40:71:80:142:white:fill'), await plain('blue')]
  const [slid, zoomed] = [join(folder, 'eased.mp4'), join(folder, 'closer.mp4')]
  await conformJoin([{ stretch: red }, { stretch: blue }], 'slide', format, slid)
  const shares = (await colours(slid)).map(({ blue }) => blue)
  const steps = shares.slice(1).map((share, n) => share - (shares[n] ?? 0))
  expect(Math.max(...steps)).toBeGreaterThan(3 * Math.max(steps[0] ?? 99, steps.at(-1) ?? 99, 1))
  await conformJoin([{ stretch: red }, { stretch: blue }], 'zoom', format, zoomed)
  const box = (await colours(zoomed)).map(({ green }) => green)
  expect(box[4]).toBeGreaterThan((box[0] ?? 99) * 1.15)
}, 30_000)

test('words laid over a piece are on every frame of it, and the piece still joins the others', async () => {
  const overlay = join(folder, 'words.png')
  const source = 'color=white:s=80x142,format=rgba,pad=160:284:0:0:black@0'
  await runFfmpeg(['-f', 'lavfi', '-i', source, '-frames:v', '1', overlay])
  const [bare, worded] = [join(folder, 'bare.mp4'), join(folder, 'worded.mp4')]
  const stretch = await plain('red')
  await conformPicture(stretch, format, bare)
  await conformPicture(stretch, format, worded, { overlay })
  const [before] = await colours(bare)
  const seen = await colours(worded)
  expect(seen).toHaveLength(frames)
  for (const { blue } of seen) expect(blue).toBeGreaterThan((before?.blue ?? 255) + 40)
  expect((await pictureHeader(worded)).description).toBe((await pictureHeader(bare)).description)
}, 30_000)

test('sounds that meet in an overlap are crossfaded to the sample, without a hole and without a click', async () => {
  const samples = (count: number, value: (n: number) => number) => {
    const raw = new Int16Array(count * 2)
    for (let n = 0; n < count; n++) raw[n * 2] = raw[n * 2 + 1] = Math.round(value(n))
    return raw
  }
  const tone = (pitch: number) => (n: number) => 8000 * Math.sin((2 * Math.PI * pitch * n) / 48_000)
  const [low, high] = [join(folder, 'low.s16le'), join(folder, 'high.s16le')]
  await Bun.write(low, samples(48_000, tone(300)))
  await Bun.write(high, samples(48_000, tone(437)))
  const out = join(folder, 'crossed.s16le')
  await laySound(
    [
      { path: low, from: 0, frames: 30 },
      { path: high, from: 0, frames: 30, join: 15 },
      { path: null, from: 0, frames: 30, join: 15 },
    ],
    fps,
    out,
  )
  const laid = new Int16Array(await Bun.file(out).arrayBuffer())
  expect(laid.length / 2).toBe((3 * 30 - 2 * 15) * 1600)
  const power = (from: number, to: number) => {
    let sum = 0
    for (let n = from; n < to; n++) sum += (laid[n * 2] ?? 0) ** 2
    return Math.sqrt(sum / (to - from))
  }
  const whole = power(4800, 19_200)
  for (let at = 24_000; at < 48_000; at += 4800) expect(power(at, at + 4800) / whole).toBeWithin(0.8, 1.2)
  let step = 0
  for (let n = 1000; n < 70_000; n++)
    step = Math.max(step, Math.abs((laid[n * 2] ?? 0) - (laid[n * 2 - 2] ?? 0)))
  expect(step).toBeLessThan(1000)
  expect(power(71_000, 72_000)).toBeLessThan(whole / 8)
})
