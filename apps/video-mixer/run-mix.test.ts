import { afterAll, beforeAll, expect, test } from 'bun:test'
import { join } from 'node:path'
import { probe } from '#media/ffmpeg/probe.ts'
import { runFfmpeg } from '#media/ffmpeg/run-ffmpeg.ts'
import { verify } from '#media/ffmpeg/verify.ts'
import { type Awkward, awkward, makeAwkward } from '#test/media/awkward-clips.ts'
import { clips } from '#test/media/clips.ts'
import { LocalStudio } from '../local-studio.ts'
import { type MixRequest, mixInput } from './input.ts'
import { runMix } from './run-mix.ts'

let studio: LocalStudio
const names = Object.keys(awkward) as Awkward[]

beforeAll(async () => {
  studio = await LocalStudio.open()
  for (const name of names) await studio.add(name, await makeAwkward(name, studio.folder))
  for (const name of ['car', 'bottle', 'person'] as const) await studio.add(name, clips[name])
  const logo = join(studio.folder, 'logo.png')
  const drawn = 'color=orange:s=120x90,format=rgba,pad=200:90:40:0:black@0'
  await runFfmpeg(['-f', 'lavfi', '-i', drawn, '-frames:v', '1', logo], { makes: [logo] })
  await studio.add('logo', logo)
}, 60_000)
afterAll(() => studio.close())

const small = { aspect: '1:1', resolution: '480p', quality: 'low' } as const

/** Makes the batch and checks every output as its owner would: by its frames, its end and its sound. */
async function made(request: MixRequest) {
  const input = mixInput.parse({ ...request, format: { ...small, ...request.format } })
  studio.delivered.clear()
  studio.failed.clear()
  await studio.attempt((run) => runMix(input, run))
  expect([...studio.failed]).toEqual([])
  expect(studio.delivered.size).toBe(input.outputs)
  const outputs = [...studio.delivered.values()].toSorted((a, b) => a.index - b.index)
  for (const { file, seconds = 0, hasAudio } of outputs) {
    const format = { ...input.format, width: 480, height: 480 }
    const frames = Math.round(seconds * input.format.fps)
    await verify(file, { format, frames, sound: hasAudio ? 'audible' : 'none' })
    expect((await probe(file)).seconds).toBeCloseTo(seconds, 2)
  }
  return outputs
}

const clipsOf = (...ids: string[]) => ids.map((assetId) => ({ assetId }))

test('clips of every awkward kind mix, words first and a card last', async () => {
  const [one, other] = await made({
    clips: clipsOf(...names),
    outputs: 2,
    texts: ['Diskon 50 % hari ini saja! 🎉'],
    endCards: ['logo'],
  })
  const known = names.map((name) => studio.assets.get(name)?.seconds ?? 0)
  const frames = known.reduce((sum, seconds) => sum + Math.max(1, Math.round(seconds * 30)), 90)
  for (const output of [one, other]) expect(output?.seconds).toBeCloseTo(frames / 30, 3)
  // The card is flattened onto white; words stand on white strips where the picture alone has none.
  const file = one?.file ?? ''
  const centre = { x: 240, y: 240 }
  expectColour(await colourAt(file, (frames - 20) / 30, centre), [255, 165, 0])
  expect(await whiteness(file, 1)).toBeGreaterThan((await whiteness(file, 3.6)) + 0.02)

  // Words may hide what opens the video; it is looked at in whichever shows it without them.
  const shown = (name: Awkward) =>
    [one, other]
      .map((output) => ({ file: output?.file ?? '', ...stretchOf(name, output) }))
      .toSorted((a, b) => b.starts - a.starts)[0] as { file: string; starts: number; ends: number }
  const middle = async (name: Awkward, point = centre) => {
    const { file, starts, ends } = shown(name)
    return colourAt(file, (starts + ends) / 2, point)
  }
  expectColour(await middle('highDynamicRange'), [208, 128, 64], 14)
  expectColour(await middle('fullRange'), [224, 224, 224])
  expectColour(await middle('anamorphic', { x: 110, y: 240 }), [255, 255, 255])
  expectColour(await middle('anamorphic', { x: 160, y: 240 }), [0, 0, 0])
  expectColour(await middle('coverPicture', { x: 440, y: 300 }), [0, 255, 255], 40)
  const { file: trimmed, starts } = shown('trimmed')
  expectColour(await colourAt(trimmed, starts + 0.03, centre), [0, 0, 255], 12)
  expect(await combedFrames(shown('interlaced'))).toBe(0)

  const heard = (name: Awkward) => soundOf(shown(name))
  for (const name of [
    'tenFps',
    'sixtyFps',
    'mono44k',
    'vp9',
    'longerSound',
    'trimmed',
    'twoSounds',
    'surround',
  ] as const)
    for (const { level, pitch } of await heard(name)) {
      expect([name, level > 0.02]).toEqual([name, true])
      expect([name, Math.abs(pitch - 440) < 15]).toEqual([name, true])
    }
  for (const { level } of await heard('silent')) expect(level).toBeLessThan(0.001)
  const { file: half, starts: from } = shown('shorterSound')
  for (const { level } of await soundOf({ file: half, starts: from + 0.6, ends: from + 1 }))
    expect(level).toBeLessThan(0.001)
}, 120_000)

test('with transitions of every kind a set length is kept to the frame, under music that steps back', async () => {
  const outputs = await made({
    clips: clipsOf('car', 'bottle', 'person', 'sixtyFps'),
    outputs: 3,
    mix: { transition: { kind: 'random', seconds: 0.4 }, look: true, speed: { min: 0.9, max: 1.1 } },
    length: { kind: 'fixed', seconds: 6, share: 'equal' },
    sound: { kind: 'music', assetId: 'car', duck: true },
    texts: ['Hemat', 'Murah', 'Cepat'],
  })
  for (const { seconds, recipe } of outputs) {
    expect(seconds).toBe(6)
    const used = recipe?.clips as { transition?: object }[] | undefined
    expect(used?.filter(({ transition }) => transition)).toHaveLength(3)
  }
  const texts = outputs.map(({ recipe }) => (recipe?.clips as { text?: string }[] | undefined)?.[0]?.text)
  expect(texts.toSorted()).toEqual(['Cepat', 'Hemat', 'Murah'])

  const { outputs: told, closestPair } = JSON.parse(studio.attached.get('manifest.json') ?? '{}')
  const distances = told.map(({ nearest }: { nearest: { distance: number } }) => nearest.distance)
  expect(closestPair.distance).toBe(Math.min(...distances))
  for (const { nearest } of told) expect(nearest.alikePixels).toBeWithin(0.01, 0.99)
}, 120_000)

test('outputs of ours are mixed again without encoding a picture, and can be cut, joined and closed like any other', async () => {
  const request = {
    clips: clipsOf('car', 'bottle'),
    outputs: 2,
    mix: { window: { kind: 'random', clipSeconds: 2 } },
    format: { quality: 'low', resolution: '480p', aspect: '4:5' },
  } as const
  const input = mixInput.parse(request)
  studio.delivered.clear()
  await studio.attempt((run) => runMix(input, run))
  for (const [n, { file }] of studio.delivered) {
    const kept = join(studio.folder, `again-${n}.mp4`)
    await Bun.write(kept, Bun.file(file))
    await studio.add(`again-${n}`, kept)
  }
  const coded = async (path: string) => {
    const { stdout } = await runFfmpeg(['-i', path, '-map', '0:v', '-c', 'copy', '-f', 'framehash', '-'])
    return new TextDecoder().decode(stdout).match(/[0-9a-f]{64}$/gm) ?? []
  }
  const sources = await Promise.all(
    ['again-0', 'again-1'].map((id) => coded(join(studio.folder, `${id}.mp4`))),
  )
  const again = { ...input, clips: clipsOf('again-0', 'again-1'), mix: mixInput.parse(request).mix }
  const whole = mixInput.parse({ ...again, outputs: 1, mix: {} })
  studio.delivered.clear()
  await studio.attempt((run) => runMix(whole, run))
  const [output] = [...studio.delivered.values()]
  expect(new Set(await coded(output?.file ?? ''))).toEqual(new Set(sources.flat()))
  const joined = mixInput.parse({ ...whole, mix: { transition: { kind: 'fade' } }, texts: ['Lagi'] })
  studio.delivered.clear()
  await studio.attempt((run) => runMix(joined, run))
  const [mixed] = [...studio.delivered.values()]
  const format = { ...input.format, width: 480, height: 600 }
  await verify(mixed?.file ?? '', { format, frames: 4 * 60 - 15, sound: 'silent' })
}, 120_000)

interface Stretch {
  file: string
  starts: number
  ends: number
}

/** When a clip is on in an output of natural length that is cut, in seconds. */
function stretchOf(id: string, output: { recipe?: Record<string, unknown> } | undefined) {
  const edits = (output?.recipe?.clips ?? []) as { assetId: string; from: number; to: number }[]
  let starts = 0
  for (const { assetId, from, to } of edits) {
    if (assetId === id) return { starts, ends: starts + to - from }
    starts += to - from
  }
  throw new Error(`${id} is not in the output.`)
}

function expectColour(seen: number[], wanted: [number, number, number], give = 8) {
  const apart = Math.max(...wanted.map((value, n) => Math.abs(value - (seen[n] ?? 999))))
  expect({ seen, wanted, fits: apart <= give }).toEqual({ seen, wanted, fits: true })
}

/** Frames of a stretch in which two moments are woven into each other. */
async function combedFrames({ file, starts, ends }: Stretch): Promise<number> {
  const at = ['-ss', (starts + 0.05).toFixed(3), '-t', (ends - starts - 0.1).toFixed(3)]
  const { log } = await runFfmpeg([...at, '-i', file, '-an', '-vf', 'idet', '-f', 'null', '-'])
  const found = /Multi frame detection: TFF:\s*(\d+) BFF:\s*(\d+) Progressive:\s*(\d+)/.exec(log)
  expect(Number(found?.[3])).toBeGreaterThan(0)
  return Number(found?.[1]) + Number(found?.[2])
}

/** How loud (0–1) and how high each of the two channels is in the middle of a stretch. */
async function soundOf({ file, starts, ends }: Stretch): Promise<{ level: number; pitch: number }[]> {
  const raw = await decoded(file, starts + 0.1, ends - starts - 0.2)
  return [0, 1].map((channel) => {
    const wave = raw.filter((_, n) => n % 2 === channel)
    const rises = wave.filter((value, n) => n > 0 && (wave[n - 1] ?? 0) < 0 && value >= 0).length
    const power = wave.reduce((sum, value) => sum + value ** 2, 0) / wave.length
    return { level: Math.sqrt(power) / 32_768, pitch: (rises * 48_000) / wave.length }
  })
}

/** Samples of both channels, one after the other. */
async function decoded(file: string, from: number, seconds: number): Promise<Int16Array> {
  const cut = `atrim=${from.toFixed(4)}:${(from + seconds).toFixed(4)}`
  const raw = ['-map', '0:a', '-af', cut, '-ar', '48000', '-ac', '2', '-f', 's16le', '-']
  const { stdout } = await runFfmpeg(['-i', file, ...raw])
  return new Int16Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.byteLength))
}

async function colourAt(path: string, seconds: number, { x, y }: { x: number; y: number }) {
  const point = `crop=4:4:${x}:${y},scale=1:1,format=rgb24`
  const raw = ['-frames:v', '1', '-f', 'rawvideo', 'pipe:1']
  const { stdout } = await runFfmpeg(['-ss', String(seconds), '-i', path, '-vf', point, ...raw])
  return [...stdout]
}

/** Share of nearly white points in the upper half of the frame at a moment. */
async function whiteness(path: string, seconds: number) {
  const half = 'crop=iw:ih/2:0:0,scale=240:120:flags=area,format=gray'
  const raw = ['-frames:v', '1', '-f', 'rawvideo', 'pipe:1']
  const { stdout } = await runFfmpeg(['-ss', String(seconds), '-i', path, '-vf', half, ...raw])
  return stdout.filter((luma) => luma > 235).length / stdout.length
}
