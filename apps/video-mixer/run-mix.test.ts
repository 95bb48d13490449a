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
  const [red = 0, green = 0, blue = 0] = await colourAt(file, (frames - 20) / 30, { x: 240, y: 240 })
  expect(red).toBeGreaterThan(220)
  expect(green).toBeWithin(140, 190)
  expect(blue).toBeLessThan(50)
  expect(await whiteness(file, 1)).toBeGreaterThan((await whiteness(file, 3.6)) + 0.02)
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

test('a WebM has transitions too, and natural lengths are shortened by them', async () => {
  const [output] = await made({
    clips: clipsOf('vp9', 'tenFps', 'mono44k'),
    outputs: 1,
    mix: { transition: { kind: 'slide', seconds: 0.5 } },
    format: { container: 'webm' },
  })
  const natural = ['vp9', 'tenFps', 'mono44k'].map((name) => studio.assets.get(name)?.seconds ?? 0)
  const frames = natural.reduce((sum, seconds) => sum + Math.round(seconds * 30), 0) - 2 * 15
  expect(output?.seconds).toBeCloseTo(frames / 30, 3)
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
