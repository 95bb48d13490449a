import { afterAll, beforeAll, expect, test } from 'bun:test'
import { join } from 'node:path'
import { probe } from '#media/ffmpeg/probe.ts'
import { runFfmpeg } from '#media/ffmpeg/run-ffmpeg.ts'
import type { Output } from '../define-app.ts'
import { LocalStudio } from '../local-studio.ts'
import { type MixRequest, mixInput } from './input.ts'
import type { Look } from './looks.ts'
import { runMix } from './run-mix.ts'

// What every option promises, read back from the pixels and samples of finished files.

const colours = {
  red: [220, 30, 30],
  green: [30, 160, 30],
  blue: [30, 30, 220],
  yellow: [220, 220, 30],
  white: [255, 255, 255],
  black: [0, 0, 0],
}
type Colour = keyof typeof colours

const folders: LocalStudio[] = []
let studio: LocalStudio

beforeAll(async () => {
  studio = await stocked()
}, 60_000)
afterAll(() => Promise.all(folders.map((one) => one.close())))

async function stocked(only?: readonly string[]): Promise<LocalStudio> {
  const opened = await LocalStudio.open()
  folders.push(opened)
  const make = async (name: string, args: string[]) => {
    if (only && !only.includes(name)) return
    const path = join(opened.folder, name)
    await runFfmpeg([...args, path], { makes: [path] })
    await opened.add(name.split('.')[0] ?? name, path)
  }
  const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-qp', '8', '-pix_fmt', 'yuv420p']
  const filmed = (source: string, seconds: number, pitch?: number, drawn = '') => [
    ...['-f', 'lavfi', '-i', `${source}:d=${seconds}${drawn}`],
    ...(pitch ? ['-f', 'lavfi', '-i', `sine=f=${pitch}:r=48000:d=${seconds},volume=2`] : []),
    ...h264,
  ]
  const plain = (colour: Colour, rate = 30) =>
    `color=0x${colours[colour].map((value) => value.toString(16).padStart(2, '0')).join('')}:s=160x160:r=${rate}`
  const square = 'color=black:s=480x480:r=30'
  const sides = ',drawbox=0:0:240:480:white:fill,drawbox=90:90:40:300:gray:fill'
  await Promise.all([
    make('red.mp4', filmed(plain('red'), 2, 440)),
    make('green.mp4', filmed(plain('green', 10), 2, 660)),
    make('blue.mp4', filmed(plain('blue', 60), 4, 880)),
    make('yellow.mp4', filmed(plain('yellow'), 1)),
    // Grows lighter by the second: what is on says where in the clip it is from.
    make('dawn.mp4', filmed('color=black:s=64x64:r=30', 4, 440, ',geq=lum=16+3*floor(N/2):cb=128:cr=128')),
    // White on the left, black on the right, and so to be seen in a mirror.
    make('sides.mp4', filmed(square, 0.5, undefined, sides)),
    make('worded.mp4', filmed(square, 0.5, undefined, ',drawbox=0:0:200:480:white:fill')),
    make('busy.mp4', filmed('testsrc2=s=320x180:r=30', 1)),
    make('song.wav', [
      '-f',
      'lavfi',
      '-i',
      'sine=f=1000:r=44100:d=3,volume=-20dB,aformat=channel_layouts=mono',
    ]),
  ])
  return opened
}

/** Runs the mix, which checks by itself that every file is whole. */
async function made(request: MixRequest, at = studio): Promise<Output[]> {
  const input = mixInput.parse({
    ...request,
    format: { resolution: '480p', quality: 'low', ...request.format },
  })
  at.delivered.clear()
  at.failed.clear()
  await at.attempt((run) => runMix(input, run))
  expect([...at.failed]).toEqual([])
  const outputs = [...at.delivered.values()].toSorted((a, b) => a.index - b.index)
  expect(outputs).toHaveLength(input.outputs)
  return outputs
}

const clipsOf = (...ids: string[]) => ids.map((assetId) => ({ assetId }))

test('the order is kept, the pinned clip is first, each with its own sound; bars beside, 24 frames a second, named as asked', async () => {
  const [output] = await made({
    clips: clipsOf('red', 'green', 'blue'),
    outputs: 1,
    mix: { order: 'fixed', start: { assetId: 'blue' } },
    format: { aspect: '16:9', fit: 'pad', fps: 24 },
    name: 'Promo {n} akhir',
  })
  expect(await played(output)).toEqual(['blue 96', 'red 48', 'green 48'])
  expect(await colourAt(output, 1, { x: 20, y: 240 })).toBe('black')
  expect(output).toMatchObject({ name: 'Promo 1 akhir.mp4', width: 854, height: 480, seconds: 8 })
  expect(await pitchAt(output, 2)).toBe(880)
  expect(await pitchAt(output, 5)).toBe(440)
  expect(await pitchAt(output, 7)).toBe(660)
}, 60_000)

test('groups in sequence give one clip each in their order, taking turns; cut to fill, muted', async () => {
  const outputs = await made({
    clips: [
      { assetId: 'red', group: 'A' },
      { assetId: 'green', group: 'A' },
      { assetId: 'yellow', group: 'B' },
    ],
    outputs: 2,
    mix: { groups: 'sequence', start: 'each' },
    format: { aspect: '4:5', fit: 'crop' },
    sound: { kind: 'mute' },
  })
  const seen = await Promise.all(outputs.map(played))
  expect(seen.toSorted()).toEqual([
    ['green 60', 'yellow 30'],
    ['red 60', 'yellow 30'],
  ])
  for (const output of outputs) {
    expect(output).toMatchObject({ width: 480, height: 600, hasAudio: false })
    expect(await colourAt(output, 2.5, { x: 4, y: 4 })).toBe('yellow')
  }
}, 60_000)

test('groups in any order keep the pinned start, and of every clip only its window is shown', async () => {
  const outputs = await made({
    clips: [
      { assetId: 'red', group: 'A' },
      { assetId: 'green', group: 'A' },
      { assetId: 'blue', group: 'B' },
      { assetId: 'yellow', group: 'C' },
    ],
    outputs: 3,
    mix: { groups: 'any', start: { assetId: 'blue' }, window: { kind: 'random', clipSeconds: 0.5 } },
    format: { aspect: '1:1' },
  })
  const orders = new Set<string>()
  for (const output of outputs) {
    const seen = await played(output)
    expect(seen[0]).toBe('blue 15')
    expect(seen).toHaveLength(3)
    expect(seen.filter((part) => / 15$/.test(part))).toHaveLength(3)
    expect(seen.filter((part) => /red|green/.test(part))).toHaveLength(1)
    orders.add(seen.map((part) => part.split(' ')[0]).join())
  }
  expect(orders.size).toBeGreaterThan(1)
}, 60_000)

test('a window opens where the recipe says, in one clip alone too, and faster play takes more of it at the same pitch', async () => {
  const windows = await made({
    clips: clipsOf('dawn'),
    outputs: 2,
    mix: { window: { kind: 'random', clipSeconds: 1 } },
    format: { aspect: '1:1' },
  })
  const opened = []
  for (const output of windows) {
    const [edit] = recipeOf(output)
    opened.push(edit?.from)
    expect(await secondsAt(output, 0)).toBeCloseTo(edit?.from ?? -1, 0.5)
    expect((await lumas(output)).length).toBe(30)
  }
  expect(new Set(opened).size).toBe(2)
  const [fast] = await made({
    clips: clipsOf('dawn', 'red'),
    outputs: 1,
    mix: { order: 'fixed', speed: { min: 1.5, max: 1.5 } },
    length: { kind: 'natural' },
    format: { aspect: '1:1' },
  })
  expect(fast?.seconds).toBeCloseTo(4, 1)
  expect(Math.abs((await secondsAt(fast, 1)) - 1.5)).toBeLessThan(0.11)
  expect(Math.abs((await pitchAt(fast, 1)) - 440)).toBeLessThan(10)
}, 60_000)

for (const [share, seen] of [
  ['equal', ['red 60', 'green 60', 'blue 60']],
  ['proportional', ['red 45', 'green 45', 'blue 90']],
  ['weighted', ['red 60', 'green 48', 'blue 72']],
] as const)
  test(`a length of six seconds is shared as asked: ${share}`, async () => {
    const [output] = await made({
      clips: clipsOf('red', 'green', 'blue'),
      outputs: 1,
      mix: { order: 'fixed' },
      length: { kind: 'fixed', seconds: 6, share },
      format: { aspect: '1:1' },
      sound: { kind: 'mute' },
    })
    expect(await played(output)).toEqual([...seen])
  }, 60_000)

test('in a transition both clips are seen and heard, and the same seed makes the same bytes anywhere', async () => {
  const request: MixRequest = {
    clips: clipsOf('red', 'blue'),
    outputs: 2,
    mix: { transition: { kind: 'random', seconds: 1 }, look: true },
    texts: ['Hemat'],
    format: { aspect: '1:1' },
  }
  const outputs = await made(request)
  for (const output of outputs) {
    const [first, second] = recipeOf(output)
    expect(second?.transition?.seconds).toBe(1)
    expect(output.seconds).toBe(5)
    const starts = (first?.to ?? 0) - 1
    const seen = await means(output)
    const shares = (at: number) => {
      const frame = seen[Math.round((starts + at) * 30)] ?? []
      return frame.map((value) => value / Math.max(1, (frame[0] ?? 0) + (frame[2] ?? 0)))
    }
    const [going, coming] = first?.assetId === 'red' ? [0, 2] : [2, 0]
    expect(shares(-0.1)[going]).toBeGreaterThan(0.8)
    expect(shares(0.45)[coming]).toBeWithin(0.15, 0.85)
    expect(shares(0.7)[coming]).toBeGreaterThan((shares(0.45)[coming] ?? 1) + 0.05)
    expect(shares(1.1)[coming]).toBeGreaterThan(0.8)
    const heard = { from: starts + 0.4, to: starts + 0.6 }
    for (const pitch of [440, 880]) expect(await levelOf(output, pitch, heard)).toBeGreaterThan(-25)
  }
  const elsewhere = await made(request, await stocked(['red.mp4', 'blue.mp4']))
  expect(await Promise.all(elsewhere.map(bytesOf))).toEqual(await Promise.all(outputs.map(bytesOf)))
}, 120_000)

test('a look mirrors, enlarges and tints as the recipe says, and leaves clips with words of their own alone', async () => {
  const outputs = await made({
    clips: [{ assetId: 'sides' }, { assetId: 'worded', hasText: true }],
    outputs: 5,
    mix: { order: 'fixed', look: true },
    format: { aspect: '1:1' },
  })
  const seen = new Set<string>()
  const greys: { brightness: number; grey: number }[] = []
  for (const output of outputs) {
    const [sides, worded] = recipeOf(output)
    const rows = await pixels(output, 'crop=480:2:0:240,scale=480:1')
    const row = (frame: number) => Array.from({ length: 480 }, (_, x) => rows[(frame * 480 + x) * 3 + 1] ?? 0)
    expect(worded?.look).toBeUndefined()
    expect(row(24)[30]).toBeGreaterThan(240)
    const { mirror, zoom, brightness } = sides?.look ?? { mirror: false, zoom: 0, brightness: 0 }
    const upright = mirror ? row(6).toReversed() : row(6)
    expect(upright[20]).toBeGreaterThan(230)
    expect(upright[460]).toBeLessThan(25)
    // From 150 left of the middle to 110: a grey bar.
    const edge = 240 - upright.findIndex((_, x) => (upright[x + 6] ?? 255) < 180) - 6
    expect(Math.abs(edge - 150 * (1 + zoom))).toBeLessThan(3)
    greys.push({ brightness, grey: upright[110] ?? 0 })
    seen.add(JSON.stringify([mirror, zoom, brightness]))
  }
  expect(seen.size).toBeGreaterThan(3)
  for (const one of greys)
    for (const other of greys)
      if (one.brightness < other.brightness) expect(one.grey).toBeLessThan(other.grey - 3)
}, 120_000)

test('a WebM of 60 frames a second fades from clip to clip, has music at its loudness and closes with a whole clip', async () => {
  const [output] = (await made({
    clips: clipsOf('green', 'busy'),
    outputs: 1,
    mix: {
      order: 'fixed',
      window: { kind: 'random', clipSeconds: 0.5 },
      transition: { kind: 'fade', seconds: 0.2 },
    },
    endCards: ['yellow'],
    sound: { kind: 'music', assetId: 'song' },
    format: { container: 'webm', fps: 60, aspect: '1:1' },
  })) as [Output]
  expect(output.seconds).toBe(0.5 + 0.5 - 0.2 + 1)
  expect((await played(output)).at(-1)).toBe('yellow 60')
  expect(await probe(output.file)).toMatchObject({
    video: { codec: 'vp9', fps: 60 },
    audio: { codec: 'opus' },
  })
  expect(await pitchAt(output, 0.7)).toBe(1000)
  // The last of it fades out.
  const [middle = 0, last = 0] = await Promise.all(
    [0.5, 1.74].map((from) => levelOf(output, 1000, { from, to: from + 0.05 })),
  )
  expect(middle - last).toBeGreaterThan(12)
  expect(Math.abs((await loudness(output)) + 14)).toBeLessThan(1)
}, 120_000)

test('every quality costs more than the one below, and 4K is that large', async () => {
  const sizes = []
  for (const quality of ['low', 'standard', 'high'] as const) {
    const [output] = await made({
      clips: clipsOf('busy'),
      outputs: 1,
      mix: { window: { kind: 'random', clipSeconds: 0.2 } },
      format: { quality, aspect: '9:16', resolution: quality === 'low' ? '480p' : '720p' },
    })
    sizes.push((await bytesOf(output as Output)).length)
  }
  expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
  expect(new Set(sizes).size).toBe(3)
  const [large] = await made({
    clips: clipsOf('busy'),
    outputs: 1,
    mix: { window: { kind: 'random', clipSeconds: 0.2 } },
    format: { aspect: '1:1', resolution: '4k' },
  })
  expect(await probe(large?.file ?? '')).toMatchObject({ width: 2160, height: 2160 })
}, 60_000)

interface Edit {
  assetId: string
  from: number
  to: number
  look?: Look
  transition?: { kind: string; seconds: number }
}

function recipeOf(output?: Output): Edit[] {
  return (output?.recipe?.clips ?? []) as Edit[]
}

/** Raw pixels, RGB, of what a filter leaves of the file. */
async function pixels(
  output: Output | undefined,
  filter: string,
  before: string[] = [],
  after: string[] = [],
) {
  const raw = [...after, '-f', 'rawvideo', 'pipe:1']
  const input = ['-i', output?.file ?? '', '-an', '-vf', `${filter},format=rgb24`]
  return (await runFfmpeg([...before, ...input, ...raw])).stdout
}

async function pixelAt(output: Output | undefined, seconds: number, { x, y }: { x: number; y: number }) {
  const at = ['-ss', String(seconds)]
  return [...(await pixels(output, `crop=4:4:${x}:${y},scale=1:1:flags=area`, at, ['-frames:v', '1']))]
}

/** Mean colour of every frame. */
async function means(output: Output): Promise<number[][]> {
  const stdout = await pixels(output, 'scale=1:1:flags=area')
  return Array.from({ length: stdout.length / 3 }, (_, n) => [...stdout.subarray(n * 3, n * 3 + 3)])
}

async function colourAt(output: Output | undefined, seconds: number, point: { x: number; y: number }) {
  return nearest(await pixelAt(output, seconds, point))
}

function nearest(seen: readonly number[]): Colour {
  const apart = (name: Colour) =>
    colours[name].reduce((sum, value, n) => sum + (value - (seen[n] ?? 999)) ** 2, 0)
  return (Object.keys(colours) as Colour[]).toSorted((a, b) => apart(a) - apart(b))[0] as Colour
}

/** What is on in the middle of the picture, frame by frame: `red 60` for sixty frames of red. */
async function played(output?: Output): Promise<string[]> {
  const stdout = await pixels(output, 'crop=8:8,scale=1:1:flags=area')
  const runs: { colour: Colour; frames: number }[] = []
  for (let n = 0; n < stdout.length; n += 3) {
    const colour = nearest([...stdout.subarray(n, n + 3)])
    const last = runs.at(-1)
    if (last?.colour === colour) last.frames++
    else runs.push({ colour, frames: 1 })
  }
  return runs.map(({ colour, frames }) => `${colour} ${frames}`)
}

/** Lightness of every frame. */
async function lumas(output?: Output): Promise<number[]> {
  const stdout = await pixels(output, 'crop=8:8,scale=1:1:flags=area')
  return [...stdout].filter((_, n) => n % 3 === 0)
}

/** Where in `dawn` the frame shown at a moment is from. */
async function secondsAt(output: Output | undefined, seconds: number): Promise<number> {
  const light = (await lumas(output))[Math.round(seconds * 30)] ?? 0
  return (((light / 255) * 219) / 3 + 0.5) / 15
}

async function samples(output: Output | undefined, from: number, to: number): Promise<Int16Array> {
  const cut = `atrim=${from.toFixed(4)}:${to.toFixed(4)},asetpts=N/SR/TB`
  const raw = ['-af', cut, '-ac', '1', '-ar', '48000', '-f', 's16le', '-']
  const { stdout } = await runFfmpeg(['-i', output?.file ?? '', '-vn', ...raw])
  return new Int16Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.byteLength))
}

/** The tone that is on around a moment, to ten hertz. */
async function pitchAt(output: Output | undefined, seconds: number): Promise<number> {
  const wave = await samples(output, seconds - 0.2, seconds + 0.2)
  const rises = wave.filter((value, n) => n > 0 && (wave[n - 1] ?? 0) < 0 && value >= 0).length
  return Math.round((rises * 48_000) / wave.length / 10) * 10
}

/** How much of one tone there is, in decibels below full scale. */
async function levelOf(output: Output, pitch: number, { from, to }: { from: number; to: number }) {
  const wave = await samples(output, from, to)
  let [real, imaginary] = [0, 0]
  for (const [n, value] of wave.entries()) {
    real += value * Math.cos((2 * Math.PI * pitch * n) / 48_000)
    imaginary += value * Math.sin((2 * Math.PI * pitch * n) / 48_000)
  }
  return 20 * Math.log10((2 * Math.hypot(real, imaginary)) / wave.length / 32_768 + 1e-9)
}

async function loudness({ file }: Output): Promise<number> {
  const { log } = await runFfmpeg(['-i', file, '-af', 'ebur128=framelog=verbose', '-f', 'null', '-'])
  return Number([...log.matchAll(/I:\s+(-?[\d.]+) LUFS/g)].at(-1)?.[1])
}

async function bytesOf({ file }: Output): Promise<Buffer> {
  return Buffer.from(await Bun.file(file).bytes())
}
