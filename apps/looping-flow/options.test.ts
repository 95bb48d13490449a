import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { runFfmpeg, runFfprobe } from '#media/ffmpeg/run-ffmpeg.ts'
import { clips } from '#test/media/clips.ts'
import { LocalStudio } from '../local-studio.ts'
import { loopingFlow } from './app.ts'

let studio: LocalStudio
let ramp: number[]

/** Two seconds that get brighter evenly, with a tone: what time of the clip a frame is from can be read off it. */
beforeAll(async () => {
  studio = await LocalStudio.open()
  const clip = `${studio.folder}/ramp.mp4`
  const brighter = "nullsrc=s=160x90:r=20:d=2,geq=lum='40+80*T+8*mod(floor(X/8)+floor(Y/8),2)':cb=128:cr=128"
  await runFfmpeg([
    ...['-f', 'lavfi', '-i', brighter, '-f', 'lavfi', '-i', 'sine=440:r=48000:d=2', '-shortest'],
    ...['-c:v', 'libx264', '-crf', '8', '-pix_fmt', 'yuv420p', '-c:a', 'aac', clip],
  ])
  await studio.add('ramp', clip)
  ramp = await light(clip)
  await studio.add('street', clips.car)
})
afterAll(() => studio.close())

async function made(body: Record<string, unknown>) {
  const action = loopingFlow.actions.generate
  if (!action) throw new Error('no action')
  const input = action.input.parse({ clip: 'ramp', seconds: 4, style: 'cut', loopPoint: whole, ...body })
  action.plan(input, studio.assets)
  studio.delivered.clear()
  await studio.attempt((inner) => action.run(input, inner))
  const output = studio.delivered.get(0)
  if (!output) throw new Error('nothing was delivered')
  return { ...output, recipe: output.recipe as { style: string; unitSeconds: number; loudness?: number } }
}
const whole = { from: 0, to: 2 }
const muted = { original: 'mute' }
const white = (more: object = {}) => ({
  original: 'mute',
  fadeOut: 0,
  layers: [{ builtin: 'white', ...more }],
})

/** Mean light of each frame. */
async function light(file: string): Promise<number[]> {
  const args = ['-i', file, '-vf', 'scale=1:1:flags=area,format=gray', '-vsync', 'passthrough']
  return [...(await runFfmpeg([...args, '-f', 'rawvideo', 'pipe:1'])).stdout]
}

/** How loud each side is between two seconds (root of the mean square). */
async function loud(file: string, from: number, to: number): Promise<[left: number, right: number]> {
  const args = ['-i', file, '-map', '0:a', '-c:a', 'pcm_f32le', '-f', 'f32le', 'pipe:1']
  const { stdout } = await runFfmpeg(args)
  const heard = new Float32Array(stdout.buffer, stdout.byteOffset, stdout.byteLength >> 2)
  const side = (at: number) => {
    let sum = 0
    for (let n = from * 96_000 + at; n < to * 96_000; n += 2) sum += heard[n]! ** 2
    return Math.sqrt(sum / ((to - from) * 48_000))
  }
  return [side(0), side(1)]
}

/** The clip's own light at a second of it. */
const frameLight = (seconds: number) => ramp[Math.round(seconds * 20)] ?? Number.NaN

describe('every option of the picture is seen', () => {
  test('loopPoint: the unit begins and ends there', async () => {
    const { file, recipe } = await made({ loopPoint: { from: 0.5, to: 1.5 }, sound: muted })
    expect(recipe.unitSeconds).toBe(1)
    const frames = await light(file)
    expect(Math.abs((frames[0] ?? 0) - frameLight(0.5))).toBeLessThan(4)
    expect(Math.abs((frames[19] ?? 0) - frameLight(1.45))).toBeLessThan(4)
    expect(Math.abs((frames[20] ?? 0) - frameLight(0.5))).toBeLessThan(4)
  }, 60_000)

  test('trim: nothing from outside it is shown', async () => {
    const { file, recipe } = await made({ loopPoint: 'auto', trim: { from: 1, to: 1.8 }, sound: muted })
    expect(recipe.unitSeconds).toBeLessThanOrEqual(0.8)
    const frames = await light(file)
    expect(Math.min(...frames)).toBeGreaterThan(frameLight(1) - 8)
    expect(Math.max(...frames)).toBeLessThan(frameLight(1.75) + 8)
  }, 60_000)

  test('style and blendSeconds: a crossfade takes as long as it is told, a boomerang comes back', async () => {
    const units = []
    for (const blendSeconds of [0.2, 0.8])
      units.push((await made({ style: 'crossfade', blendSeconds, sound: muted })).recipe.unitSeconds)
    expect(units).toEqual([1.8, 1.2])
    const { file, recipe } = await made({ style: 'boomerang', sound: muted })
    expect(recipe.style).toBe('boomerang')
    const frames = await light(file)
    const steps = frames.slice(1).map((each, n) => Math.abs(each - (frames[n] ?? 0)))
    expect(Math.max(...steps)).toBeLessThan(10)
    expect(Math.max(...frames) - Math.min(...frames)).toBeGreaterThan(100)
  }, 60_000)

  test('resolution, fps and quality: size, pace and bytes', async () => {
    const facts = async (format: object) => {
      const { file } = await made({ seconds: 2, format, sound: muted })
      const { streams } = (await runFfprobe(['-show_streams', file])) as {
        streams: { height: number; avg_frame_rate: string; nb_frames: string }[]
      }
      return streams[0]
    }
    const sizes = []
    for (const quality of ['small', 'standard', 'high']) {
      const street = { clip: 'street', seconds: 1, loopPoint: { from: 2, to: 3 }, sound: muted }
      sizes.push(Bun.file((await made({ ...street, format: { quality } })).file).size)
    }
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
    expect(new Set(sizes).size).toBe(3)
    expect(await facts({})).toMatchObject({ height: 90, avg_frame_rate: '20/1', nb_frames: '40' })
    expect(await facts({ resolution: '720p', fps: 30 })).toMatchObject({
      height: 720,
      avg_frame_rate: '30/1',
      nb_frames: '60',
    })
    expect(await facts({ fps: 60 })).toMatchObject({ height: 90, avg_frame_rate: '60/1', nb_frames: '120' })
  }, 90_000)

  test('title and chapters are in the file', async () => {
    const chapters = [
      { at: 0, name: 'Awal' },
      { at: 2.5, name: 'Akhir' },
    ]
    const { file } = await made({ title: 'Hujan', chapters, sound: muted })
    const facts = (await runFfprobe(['-show_format', '-show_chapters', file])) as {
      format: { tags: { title: string } }
      chapters: { start_time: string; tags: { title: string } }[]
    }
    expect(facts.format.tags.title).toBe('Hujan')
    expect(facts.chapters.map(({ start_time, tags }) => [Number(start_time), tags.title])).toEqual([
      [0, 'Awal'],
      [2.5, 'Akhir'],
    ])
    expect(studio.attached.get('chapters.txt')).toBe('0:00 Awal\n0:02 Akhir\n')
  }, 60_000)
})

describe('every option of the sound is heard', () => {
  test('original: kept it is the clip’s tone, muted there is no sound at all', async () => {
    expect((await made({ sound: muted })).hasAudio).toBe(false)
    const { file, hasAudio } = await made({ sound: { original: 'keep', fadeOut: 0 } })
    expect(hasAudio).toBe(true)
    const crossings = async () => {
      const args = ['-i', file, '-ac', '1', '-c:a', 'pcm_f32le', '-f', 'f32le', 'pipe:1']
      const { stdout } = await runFfmpeg(args)
      const heard = new Float32Array(stdout.buffer, stdout.byteOffset, stdout.byteLength >> 2)
      let count = 0
      for (let n = 24_001; n < 72_000; n++) if (heard[n - 1]! < 0 && heard[n]! >= 0) count++
      return count
    }
    expect(Math.abs((await crossings()) - 440)).toBeLessThan(5)
  }, 60_000)

  test('volume and pan: where a layer is, and how loud beside the others', async () => {
    const layers = [
      { builtin: 'white', pan: -1, volume: 1 },
      { builtin: 'white', pan: 1, volume: 0.5 },
    ]
    const [left, right] = await loud((await made({ sound: { ...muted, fadeOut: 0, layers } })).file, 1, 3)
    // A quarter: twelve decibels.
    expect(Math.abs(20 * Math.log10(left / right) - 12)).toBeLessThan(1.5)
  }, 60_000)

  test('master: decibels below the target', async () => {
    const { recipe } = await made({ seconds: 8, sound: { ...white(), master: -10 } })
    expect(Math.abs((recipe.loudness ?? 0) + 24)).toBeLessThan(0.6)
  }, 60_000)

  test('fades: of a layer at both ends, and of everything at the end', async () => {
    const beginning = async (sound: object) => {
      const { file } = await made({ sound })
      const [first] = await loud(file, 0, 0.5)
      const [middle] = await loud(file, 1.8, 2.2)
      const [last] = await loud(file, 3.5, 4)
      return { first: first / middle, last: last / middle }
    }
    const plain = await beginning(white())
    expect(plain.first).toBeGreaterThan(0.9)
    expect(plain.last).toBeGreaterThan(0.9)
    expect((await beginning(white({ fadeIn: 1.5 }))).first).toBeLessThan(0.4)
    expect((await beginning(white({ fadeOut: 1.5 }))).last).toBeLessThan(0.4)
    expect((await beginning({ ...white(), fadeOut: 1.5 })).last).toBeLessThan(0.4)
  }, 90_000)

  test('seed: another rain, and the same again', async () => {
    const coded = async (seed: number) => {
      const { file } = await made({ seed, sound: { ...muted, layers: [{ builtin: 'rain' }] } })
      const { stdout } = await runFfmpeg(['-i', file, '-map', '0:a', '-c', 'copy', '-f', 'md5', '-'])
      return new TextDecoder().decode(stdout)
    }
    const first = await coded(7)
    expect(await coded(7)).toBe(first)
    expect(await coded(8)).not.toBe(first)
  }, 60_000)

  test('a layer of one’s own is heard', async () => {
    const own = { ...muted, fadeOut: 0, layers: [{ assetId: 'ramp' }] }
    expect((await loud((await made({ sound: own })).file, 1, 3))[0]).toBeGreaterThan(0.05)
  }, 60_000)
})
