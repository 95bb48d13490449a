import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { runFfmpeg, runFfprobe } from '#media/ffmpeg/run-ffmpeg.ts'
import { ssim } from '#media/loop/likeness.ts'
import { type Awkward, makeAwkward } from '#test/media/awkward-clips.ts'
import { clips } from '#test/media/clips.ts'
import { InvalidInput } from '../define-app.ts'
import { LocalStudio } from '../local-studio.ts'
import { loopingFlow } from './app.ts'

let studio: LocalStudio
const awkward: Awkward[] = [
  'tenFps',
  'sixtyFps',
  'variableRate',
  'silent',
  'mono44k',
  'hevc10bit',
  'vp9',
  'oddSize',
  'rotated',
  'longerSound',
]

beforeAll(async () => {
  studio = await LocalStudio.open()
  await Promise.all(
    [...awkward, 'oneFrame' as const].map(async (name) =>
      studio.add(name, await makeAwkward(name, studio.folder)),
    ),
  )
  const swing = `${studio.folder}/swing.mp4`
  const lum = "lum='128+90*sin(2*PI*(X/40-T))*cos(2*PI*Y/60)':cb=128:cr=128"
  await runFfmpeg([
    '-f',
    'lavfi',
    '-i',
    `nullsrc=s=160x90:r=30:d=4.3,geq=${lum}`,
    '-c:v',
    'libx264',
    '-crf',
    '14',
    '-pix_fmt',
    'yuv420p',
    swing,
  ])
  await studio.add('swing', swing)
  await studio.add('car', clips.car)
})
afterAll(() => studio.close())

async function loop(body: Record<string, unknown>) {
  const action = loopingFlow.actions.generate
  if (!action) throw new Error('no action')
  const input = action.input.parse(body)
  action.plan(input, studio.assets)
  studio.delivered.clear()
  await studio.attempt((inner) => action.run(input, inner))
  const output = studio.delivered.get(0)
  if (!output) throw new Error('nothing was delivered')
  const facts = (await runFfprobe(['-show_streams', output.file])) as {
    streams: {
      codec_type: string
      duration: string
      nb_frames: string
      width?: number
      height?: number
      avg_frame_rate: string
    }[]
  }
  const picture = facts.streams.find(({ codec_type }) => codec_type === 'video')
  const sound = facts.streams.find(({ codec_type }) => codec_type === 'audio')
  return {
    output,
    picture,
    sound,
    recipe: output.recipe as {
      style: string
      unitSeconds: number
      seam: { sharpness: number }
      loudness?: number
    },
  }
}

/** Grey frames around a place, 160 × 90. */
async function framesAt(file: string, from: number, count: number): Promise<Uint8Array[]> {
  const filter = `trim=start_frame=${from}:end_frame=${from + count},scale=160:90:flags=area,format=gray`
  const { stdout } = await runFfmpeg([
    '-loglevel',
    'error',
    '-i',
    file,
    '-vf',
    filter,
    '-vsync',
    'passthrough',
    '-f',
    'rawvideo',
    'pipe:1',
  ])
  return Array.from({ length: count }, (_, n) => stdout.subarray(n * 14_400, (n + 1) * 14_400))
}

describe('what people really upload', () => {
  for (const clip of awkward)
    test(`${clip} becomes a loop of exactly the length asked for, picture and sound ending together`, async () => {
      const { output, picture, sound } = await loop({ clip, seconds: 3, style: 'cut' })
      const [num = 0, den = 1] = (picture?.avg_frame_rate ?? '').split('/').map(Number)
      expect(Math.abs(Number(picture?.duration) - 3)).toBeLessThanOrEqual(den / num + 1e-3)
      expect(Number(picture?.width) % 2).toBe(0)
      if (sound) expect(Math.abs(Number(sound.duration) - Number(picture?.duration))).toBeLessThan(0.001)
      expect(sound !== undefined).toBe(studio.assets.get(clip)?.hasAudio ?? false)
      expect(output.hasAudio).toBe(sound !== undefined)
    }, 60_000)

  const odd = {
    fullRange: [
      ...['-f', 'lavfi', '-i', 'color=c=0xf0f0f0:s=160x90:r=30:d=0.7', '-vf', 'format=yuvj420p'],
      ...['-c:v', 'libx264', '-color_range', 'pc'],
    ],
    anamorphic: [
      ...['-f', 'lavfi', '-i', 'testsrc2=s=160x120:r=30:d=0.7', '-aspect', '8:3'],
      ...['-c:v', 'libx264', '-crf', '10', '-pix_fmt', 'yuv420p'],
    ],
    interlaced: [
      ...['-f', 'lavfi', '-i'],
      "nullsrc=s=160x120:r=60:d=1,geq=lum='40+180*lt(mod(X+240*T,160),40)':cb=128:cr=128",
      ...['-vf', 'tinterlace=interleave_top,setfield=tff'],
      ...'-c:v libx264 -flags +ildct+ilme -top 1 -crf 10 -pix_fmt yuv420p'.split(' '),
    ],
    highRange: [
      ...['-f', 'lavfi', '-i', 'testsrc2=s=160x90:r=30:d=0.7', '-c:v', 'libx265', '-pix_fmt', 'yuv420p10le'],
      ...['-x265-params', 'colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:range=limited'],
    ],
  }
  /** Mean red, green and blue of the first frame as players show it. */
  const colourOf = async (file: string) => {
    const filter = ['-vf', 'scale=in_range=auto:out_range=pc,format=rgb24,scale=1:1:flags=area']
    const args = ['-i', file, ...filter, '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1']
    return [...(await runFfmpeg(args)).stdout]
  }

  /** How much lines differ from the mean of their neighbours, in levels. */
  const combs = async (file: string) => {
    const args = ['-i', file, '-vf', 'format=gray', '-frames:v', '8', '-f', 'rawvideo', 'pipe:1']
    const { stdout } = await runFfmpeg(args)
    let sum = 0
    for (let at = 160; at < stdout.length - 160; at++)
      sum += Math.abs(stdout[at]! - (stdout[at - 160]! + stdout[at + 160]!) / 2)
    return sum / stdout.length
  }

  test.each(Object.entries(odd))(
    '%s: shape and colours are as players show the clip, and the film is plain',
    async (name, args) => {
      const file = `${studio.folder}/${name}.mp4`
      await runFfmpeg([...args, file])
      await studio.add(name, file)
      const { output, picture } = await loop({ clip: name, seconds: 1, style: 'cut' })
      expect(picture).toMatchObject({
        ...{ pix_fmt: 'yuv420p', field_order: 'progressive' },
        ...{ color_range: 'tv', color_space: 'bt709', color_transfer: 'bt709', color_primaries: 'bt709' },
      })
      expect(picture).toMatchObject(name === 'anamorphic' ? { width: 320, height: 120 } : { width: 160 })
      const [seen, own] = [await colourOf(output.file), await colourOf(file)]
      // High range has no one right answer; it must be neither black nor washed out.
      const apart = name === 'highRange' ? 90 : 11
      expect(Math.max(...seen.map((value, n) => Math.abs(value - (own[n] ?? 0))))).toBeLessThan(apart)
      if (name !== 'interlaced') return
      expect(await combs(file)).toBeGreaterThan(3)
      expect(await combs(output.file)).toBeLessThan(0.5)
    },
    60_000,
  )

  test('a rotated clip stands upright, and a size that is asked for is the short side', async () => {
    expect((await loop({ clip: 'rotated', seconds: 1, style: 'cut' })).picture).toMatchObject({
      width: 360,
      height: 640,
    })
    expect(
      (await loop({ clip: 'tenFps', seconds: 1, style: 'cut', format: { resolution: '720p', fps: 24 } }))
        .picture,
    ).toMatchObject({ width: 1280, height: 720, avg_frame_rate: '24/1' })
  }, 60_000)

  test('six layers of every kind under a film shorter than its unit, its title and their fades: to the frame, and silent at the end', async () => {
    const blip = `${studio.folder}/blip.wav`
    await runFfmpeg(['-f', 'lavfi', '-i', 'sine=900:r=44100:d=0.2', '-ac', '6', blip])
    await studio.add('blip', blip)
    const own = ['mono44k', 'longerSound', 'blip'].map((assetId) => ({ assetId, fadeIn: 4 }))
    const layers = [
      ...own,
      ...['rain', 'waves', 'brown'].map((builtin) => ({ builtin, fadeOut: 2, pan: 0.5 })),
    ]
    const { output, picture, sound, recipe } = await loop({
      ...{ clip: 'sixtyFps', seconds: 1, style: 'boomerang', title: 'Hujan', format: { fps: 24 } },
      sound: { layers, fadeOut: 60 },
    })
    expect(recipe.unitSeconds).toBeLessThanOrEqual(1)
    expect(picture).toMatchObject({ nb_frames: '24', avg_frame_rate: '24/1', duration: '1.000000' })
    expect(Math.abs(Number(sound?.duration) - 1)).toBeLessThan(0.001)
    const args = ['-i', output.file, '-map', '0:a', '-c:a', 'pcm_f32le', '-f', 'f32le', 'pipe:1']
    const { stdout } = await runFfmpeg(args)
    const heard = new Float32Array(stdout.buffer, stdout.byteOffset, stdout.byteLength >> 2)
    const loudest = (from: number, to: number) =>
      Math.max(...heard.subarray(from * 96_000, to * 96_000).map(Math.abs))
    expect(loudest(0.3, 0.6)).toBeGreaterThan(0.05)
    expect(loudest(0.995, 1)).toBeLessThan(0.02)
    expect(Math.max(...[0, 0.25, 0.5, 0.75].map((at) => loudest(at, at + 0.25)))).toBeLessThanOrEqual(1)
  }, 60_000)

  test('one frame, and less than half a second, are refused before anything is made', () => {
    const action = loopingFlow.actions.generate
    const refuse = (body: Record<string, unknown>) => () =>
      action?.plan(action.input.parse({ seconds: 5, ...body }), studio.assets)
    expect(refuse({ clip: 'oneFrame' })).toThrow(InvalidInput)
    expect(refuse({ clip: 'car', trim: { from: 2, to: 2.3 } })).toThrow(InvalidInput)
    expect(refuse({ clip: 'car', sound: { layers: [{ assetId: 'silent' }] } })).toThrow('no sound')
  })
})

describe('the joint', () => {
  test('a swing that repeats is cut where it repeats, and the frames there are as alike as any neighbours', async () => {
    const { output, recipe } = await loop({ clip: 'swing', seconds: 20 })
    expect(recipe.style).toBe('cut')
    expect(recipe.seam.sharpness).toBeGreaterThanOrEqual(0.95)
    const unit = Math.round(recipe.unitSeconds * 30)
    expect(unit % 30).toBe(0)
    const frames = await framesAt(output.file, unit - 4, 8)
    const likeness = frames.slice(1).map((frame, n) => ssim(frames[n] as Uint8Array, frame, 160, 90))
    const ordinary = likeness.filter((_, n) => n !== 3)
    expect(Math.min(...ordinary) - (likeness[3] ?? 0)).toBeLessThanOrEqual(0.01)
  }, 60_000)

  for (const style of ['crossfade', 'boomerang'])
    test(`a street in ${style} has no step where it begins again, and frame one of each repeat is the same`, async () => {
      const { output, recipe } = await loop({
        clip: 'car',
        seconds: 18,
        style,
        trim: { from: 0, to: 3 },
        sound: { original: 'mute' },
      })
      const unit = Math.round(recipe.unitSeconds * 12.5)
      const [before, first] = await framesAt(output.file, unit - 1, 2)
      const [, again] = await framesAt(output.file, 2 * unit - 1, 2)
      expect(ssim(before as Uint8Array, first as Uint8Array, 160, 90)).toBeGreaterThan(0.9)
      expect(Buffer.compare(Buffer.from(first ?? []), Buffer.from(again ?? []))).toBe(0)
    }, 60_000)

  test('a title is seen in the first seconds only, and the picture behind it goes on unchanged', async () => {
    const body = {
      clip: 'car',
      seconds: 11,
      style: 'crossfade',
      trim: { from: 0, to: 3 },
      sound: { original: 'mute' },
    }
    const plain = await loop(body)
    const before = await framesAt(plain.output.file, 30, 1)
    const after = await framesAt(plain.output.file, 100, 1)
    const titled = await loop({ ...body, title: 'HUJAN' })
    expect(
      ssim(before[0] as Uint8Array, (await framesAt(titled.output.file, 30, 1))[0] as Uint8Array, 160, 90),
    ).toBeLessThan(0.99)
    expect(await framesAt(titled.output.file, 100, 1)).toEqual(after)
  }, 60_000)
})

describe('the sound', () => {
  test('rain alone is as loud as promised, without a peak above −1 dB, and silent in its last moment', async () => {
    const { output, recipe } = await loop({
      clip: 'tenFps',
      seconds: 45,
      sound: { original: 'mute', layers: [{ builtin: 'rain' }], fadeOut: 2 },
    })
    const { log } = await runFfmpeg([
      '-i',
      output.file,
      '-map',
      '0:a',
      '-af',
      'ebur128=peak=true:framelog=verbose',
      '-f',
      'null',
      '-',
    ])
    const last = (pattern: RegExp) => Number([...log.matchAll(pattern)].at(-1)?.[1])
    // What was measured before delivery is what is heard.
    expect(Math.abs((recipe.loudness ?? 0) - last(/I:\s+(-?[\d.]+) LUFS/g))).toBeLessThanOrEqual(0.5)
    expect(Math.abs(last(/I:\s+(-?[\d.]+) LUFS/g) + 14)).toBeLessThanOrEqual(0.5)
    expect(last(/Peak:\s+(-?[\d.]+) dBFS/g)).toBeLessThanOrEqual(-1)
    const end = await runFfmpeg([
      '-ss',
      '44.95',
      '-i',
      output.file,
      '-map',
      '0:a',
      '-af',
      'volumedetect',
      '-f',
      'null',
      '-',
    ])
    expect(Number(/max_volume: (-?[\d.]+)/.exec(end.log)?.[1])).toBeLessThan(-25)
  }, 60_000)

  test('sound that repeats three times and a part is its first turn again, up to where it fades', async () => {
    const { output, sound } = await loop({
      clip: 'tenFps',
      seconds: 205,
      sound: { original: 'mute', layers: [{ builtin: 'rain' }], fadeOut: 2 },
    })
    const { stdout } = await runFfmpeg([
      '-i',
      output.file,
      '-map',
      '0:a',
      '-c',
      'copy',
      '-f',
      'framemd5',
      '-',
    ])
    const coded = new TextDecoder()
      .decode(stdout)
      .split('\n')
      .filter((line) => /^\d/.test(line))
      .map((line) => line.split(',').at(-1))
    // A minute of rain less what is blended into its beginning, in whole coded frames.
    const period = Math.floor((58 * 48_000) / 1024)
    const fades = Math.floor((203 * 48_000) / 1024) - 3
    expect(coded).toHaveLength(Math.ceil((205 * 48_000 + 1024) / 1024))
    for (let n = period + 3; n < fades; n++) if (coded[n] !== coded[n - period]) expect(n).toBe(fades)
    expect(coded[fades + 40]).not.toBe(coded[fades + 40 - period])
    expect(Math.abs(Number(sound?.duration) - 205)).toBeLessThan(0.001)
  }, 120_000)
})
