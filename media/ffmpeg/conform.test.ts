import { afterAll, expect, test } from 'bun:test'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Awkward, awkward, makeAwkward } from '#test/media/awkward-clips.ts'
import { assemble, UnlikePieces } from './assemble.ts'
import { conformPicture } from './conform-picture.ts'
import { conformSound } from './conform-sound.ts'
import { laySound } from './lay-sound.ts'
import { lookAtPieces } from './look-at-pieces.ts'
import { mixMusic } from './mix-music.ts'
import { type PictureFormat, sizeOf } from './picture-format.ts'
import { probe } from './probe.ts'
import { runFfmpeg } from './run-ffmpeg.ts'
import { NotAsPromised, verify } from './verify.ts'

const folder = await mkdtemp(join(tmpdir(), 'conform-'))
afterAll(() => rm(folder, { recursive: true }))

const fps = 30
const format: PictureFormat = { width: 180, height: 320, fps, fit: 'blur', container: 'mp4', quality: 'low' }
const names = Object.keys(awkward) as Awkward[]

/** A piece of every awkward clip from its very start, with its sound. */
async function pieceOf(name: Awkward, format: PictureFormat, frames: number) {
  const path = await makeAwkward(name, folder)
  const source = await probe(path)
  const stretch = { path, source, from: 0, frames, fps: format.fps, speed: 1 }
  const picture = join(folder, `${name}-${format.container}-${frames}.mp4`)
  await conformPicture(stretch, format, picture)
  if (!source.hasAudio) return { picture, sound: null }
  const sound = `${picture}.s16le`
  await conformSound(stretch, sound)
  return { picture, sound }
}

test('clips of every kind become one video, exact to the frame, with picture and sound ending together', async () => {
  const frames = 17
  const pieces = []
  for (const name of names) pieces.push(await pieceOf(name, format, frames))
  const bed = join(folder, 'bed.s16le')
  const { peak } = await laySound(
    pieces.map(({ sound }) => ({ path: sound, from: 0, frames })),
    fps,
    bed,
  )
  expect(peak).toBeGreaterThan(0.05)
  const out = join(folder, 'all.mp4')
  const pictures = pieces.map(({ picture }) => picture)
  await assemble(pictures, { path: bed, samples: 's16le' }, format, out)
  await verify(out, { format, frames: frames * names.length, sound: 'audible' })
  expect((await probe(out)).seconds).toBeCloseTo((frames * names.length) / fps, 4)
  expect((await readdir(folder)).filter((name) => /\.(list|m4a)$/.test(name))).toEqual([])
  // Each shows exactly the frames of the pieces, one after the other.
  const apart = await Promise.all(pictures.map(framesIn))
  expect(await framesIn(out)).toEqual(apart.flat())
}, 120_000)

/** What each frame decodes to. */
async function framesIn(path: string): Promise<string[]> {
  const { stdout } = await runFfmpeg(['-i', path, '-map', '0:v:0', '-f', 'framemd5', 'pipe:1'])
  const lines = new TextDecoder().decode(stdout).trim().split('\n')
  return lines.filter((line) => !line.startsWith('#')).map((line) => line.split(',').at(-1) ?? '')
}

test('a WebM keeps the same promises', async () => {
  const webm: PictureFormat = { ...format, container: 'webm' }
  const pieces = [await pieceOf('tenFps', webm, 20), await pieceOf('sixtyFps', webm, 20)]
  const bed = join(folder, 'webm.s16le')
  await laySound(
    pieces.map(({ sound }) => ({ path: sound, from: 0, frames: 20 })),
    fps,
    bed,
  )
  const out = join(folder, 'out.webm')
  await assemble(
    pieces.map(({ picture }) => picture),
    { path: bed, samples: 's16le' },
    webm,
    out,
  )
  await verify(out, { format: webm, frames: 40, sound: 'audible' })
  expect(await probe(out)).toMatchObject({ video: { codec: 'vp9' }, audio: { codec: 'opus' } })
}, 60_000)

test('pieces that were not made alike are never joined', async () => {
  const one = await pieceOf('silent', format, 5)
  const other = await pieceOf('silent', { ...format, width: 320, height: 180 }, 6)
  const joined = assemble([one.picture, other.picture], null, format, join(folder, 'unlike.mp4'))
  await expect(joined).rejects.toBeInstanceOf(UnlikePieces)
})

for (const fit of ['blur', 'crop', 'pad'] as const)
  test(`a wide clip fills a tall picture with ${fit}`, async () => {
    const path = await makeAwkward('silent', folder)
    const out = join(folder, `${fit}.mp4`)
    const stretch = { path, source: await probe(path), from: 0, frames: 2, fps, speed: 1 }
    await conformPicture(stretch, { ...format, fit }, out)
    const top = await lumaOf(out, 'crop=180:60:0:0')
    expect(await probe(out)).toMatchObject({ width: 180, height: 320 })
    if (fit === 'pad') expect(top).toBeLessThan(20)
    else expect(top).toBeGreaterThan(40)
  })

test('a black, a frozen, a short and a silent video are told from what was promised', async () => {
  const make = async (name: string, picture: string, sound = 'anullsrc=r=48000:cl=stereo') => {
    const out = join(folder, `${name}.mp4`)
    const inputs = ['-f', 'lavfi', '-i', `${picture}s=180x320:r=30:d=1`, '-f', 'lavfi', '-i', sound]
    const atrim = ['-af', 'atrim=end_sample=48000', '-pix_fmt', 'yuv420p', '-movie_timescale', '90000']
    await runFfmpeg([...inputs, '-c:v', 'libx264', '-g', '15', ...atrim, out], { makes: [out] })
    return out
  }
  const fine = await make('fine', 'testsrc2=', 'sine=r=48000')
  const promised = { format, frames: 30, sound: 'audible' as const }
  await verify(fine, promised)
  const broken: [string, Parameters<typeof verify>[1], string][] = [
    [await make('black', 'color=black:'), { ...promised, sound: 'silent' }, 'black'],
    [await make('frozen', 'smptebars='), { ...promised, sound: 'silent' }, 'stands still'],
    [await make('quiet', 'testsrc2='), promised, 'silent'],
    [fine, { ...promised, frames: 31 }, '30 frames, not 31'],
    [fine, { ...promised, sound: 'none' }, 'There is sound'],
    [fine, { ...promised, format: { ...format, width: 200 } }, '180 × 320'],
  ]
  for (const [path, claim, words] of broken) {
    const refusal = await verify(path, claim).catch((error) => error)
    expect([words, refusal instanceof NotAsPromised]).toEqual([words, true])
    expect(refusal.message).toContain(words)
  }
}, 60_000)

test('pieces are looked at once, and a video that is not theirs to the byte is told', async () => {
  const pieces = [await pieceOf('tenFps', format, 70), await pieceOf('sixtyFps', format, 70)]
  const pictures = pieces.map(({ picture }) => picture)
  const looks = await lookAtPieces(pictures, { fps, scratch: join(folder, 'look') })
  const out = join(folder, 'copied.mp4')
  await assemble(pictures, null, format, out)
  const promised = { format, frames: 140, sound: 'none' as const }
  const copied = { ...promised, pieces: looks }
  expect(await verify(out, copied)).toEqual(await verify(out, promised))

  const refused = (claim: typeof copied) => verify(out, claim).catch((error) => error)
  expect(await refused({ ...copied, pieces: looks.toReversed() })).toBeInstanceOf(NotAsPromised)
  const frozen = looks.map((look) => ({
    ...look,
    moments: look.moments.map((moment) => ({
      ...moment,
      small: looks[0]?.moments[0]?.small ?? moment.small,
    })),
  }))
  expect((await refused({ ...copied, pieces: frozen })).message).toContain('stands still')
  const bytes = await Bun.file(out).bytes()
  bytes.set([(bytes.at(-40) ?? 0) ^ 1], bytes.length - 40)
  await Bun.write(out, bytes)
  expect((await refused(copied)).message).toContain('part 2 is not the piece')
}, 60_000)

test('a clip taken apart shows the same frames as the whole, and faster play takes fewer', async () => {
  const path = await makeAwkward('sixtyFps', folder)
  const source = await probe(path)
  const piece = async (from: number, frames: number, speed = 1) => {
    const out = join(folder, `part-${from}-${frames}-${speed}.mp4`)
    await conformPicture({ path, source, from, frames, fps, speed }, { ...format, quality: 'high' }, out)
    return out
  }
  const whole = await piece(0, 30)
  const second = await piece(20, 10)
  expect(await likeness(whole, second, 20)).toBeGreaterThan(0.97)
  expect(await likeness(whole, second, 14)).toBeLessThan(0.97)
  const fast = await piece(0, 15, 2)
  expect(await likeness(whole, fast, 0, 2)).toBeGreaterThan(await likeness(whole, fast, 0, 1))
}, 60_000)

test('music plays at its loudness, whether it came quiet or loud', async () => {
  const samples = 48_000 * 6
  for (const volume of [0.02, 0.9]) {
    const music = join(folder, `music-${volume}.s16le`)
    const tones = `aevalsrc='${volume}*sin(440*2*PI*t)*(0.6+0.4*sin(2*PI*t))|${volume}*sin(660*2*PI*t)':s=48000:d=6`
    await runFfmpeg(['-f', 'lavfi', '-i', tones, '-f', 's16le', music])
    const mixed = join(folder, `mixed-${volume}.f32le`)
    const { loudness, audible } = await mixMusic({ music, under: null, samples }, mixed)
    expect(audible).toBe(true)
    const raw = ['-f', 'f32le', '-ar', '48000', '-ac', '2', '-i', mixed]
    const { log } = await runFfmpeg([
      ...raw,
      '-af',
      `${loudness},ebur128=framelog=verbose`,
      '-f',
      'null',
      '-',
    ])
    const heard = Number([...log.matchAll(/I:\s+(-?[\d.]+) LUFS/g)].at(-1)?.[1])
    expect(Math.abs(heard + 14)).toBeLessThan(0.7)
  }
}, 60_000)

test('music steps back for who speaks, however quietly that was recorded, comes back after, and is gone at the end', async () => {
  const seconds = 6
  const raw = async (name: string, wave: (at: number) => number) => {
    const samples = new Int16Array(48_000 * 2 * seconds)
    for (let n = 0; n < samples.length; n++)
      samples[n] = Math.round(32_767 * wave(Math.floor(n / 2) / 48_000))
    await Bun.write(join(folder, name), samples)
    return join(folder, name)
  }
  const music = await raw('bed.raw', (at) => 0.4 * Math.sin(2 * Math.PI * 200 * at))
  for (const voice of [0.02, 0.4]) {
    const speaks = (at: number) => (at > 1 && at < 3 ? voice * Math.sin(2 * Math.PI * 1000 * at) : 0)
    const out = join(folder, `ducked-${voice}.f32le`)
    await mixMusic({ music, under: await raw('voice.raw', speaks), samples: 48_000 * seconds }, out)
    const mixed = new Float32Array(await Bun.file(out).arrayBuffer())
    /** How much there is of one tone, in decibels. */
    const level = (pitch: number, from: number, to: number) => {
      let [real, imaginary] = [0, 0]
      for (let n = Math.round(from * 48_000); n < to * 48_000; n++) {
        const turn = (2 * Math.PI * pitch * n) / 48_000
        real += (mixed[n * 2] ?? 0) * Math.cos(turn)
        imaginary += (mixed[n * 2] ?? 0) * Math.sin(turn)
      }
      return 20 * Math.log10((2 * Math.hypot(real, imaginary)) / ((to - from) * 48_000) + 1e-9)
    }
    const alone = level(200, 0.2, 0.8)
    expect(alone - level(200, 1.5, 2.5)).toBeWithin(6, 20)
    expect(level(1000, 1.5, 2.5) - level(200, 1.5, 2.5)).toBeGreaterThan(3)
    expect(Math.abs(level(200, 4.4, 5) - alone)).toBeLessThan(1.5)
    expect(alone - level(200, 5.95, 6)).toBeGreaterThan(15)
  }
}, 30_000)

test('sizes are named by their short side and always even', () => {
  expect(sizeOf('9:16', '720p')).toEqual({ width: 720, height: 1280 })
  expect(sizeOf('9:16', '480p')).toEqual({ width: 480, height: 854 })
  expect(sizeOf('4:5', '1080p')).toEqual({ width: 1080, height: 1350 })
  expect(sizeOf('16:9', '4k')).toEqual({ width: 3840, height: 2160 })
})

/** Mean brightness of a region. */
async function lumaOf(path: string, crop: string): Promise<number> {
  const filter = `${crop},scale=1:1:flags=area,format=gray`
  const { stdout } = await runFfmpeg([
    '-i',
    path,
    '-vf',
    filter,
    '-frames:v',
    '1',
    '-f',
    'rawvideo',
    'pipe:1',
  ])
  return stdout[0] ?? 0
}

/** Structural similarity of `part` to the frames of `whole` from `start`, taking every `step`th. */
async function likeness(whole: string, part: string, start: number, step = 1): Promise<number> {
  const graph = `[0:v]trim=start_frame=${start},select='not(mod(n,${step}))',setpts=N/30/TB[a];[1:v]setpts=N/30/TB[b];[a][b]ssim=shortest=1`
  const { log } = await runFfmpeg(['-i', whole, '-i', part, '-filter_complex', graph, '-f', 'null', '-'])
  return Number(/All:([\d.]+)/.exec(log)?.[1])
}
