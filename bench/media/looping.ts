import { copyFile, mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Output } from '#apps/define-app.ts'
import { LocalStudio } from '#apps/local-studio.ts'
import { loopingFlow } from '#apps/looping-flow/app.ts'
import { runFfmpeg } from '#media/ffmpeg/run-ffmpeg.ts'
import { rawFloats } from '#media/loop/encode-bed.ts'
import { layOut } from '#media/loop/lay-out.ts'
import { readLoopFileAt } from '#media/loop/loop-file.ts'
import { writeBuiltin } from '#media/loop/loop-sound.ts'
import { measureFile } from '#media/loop/loudness.ts'
import { lengthOf } from '#media/loop/track-length.ts'
import { writeOut } from '#media/loop/write-out.ts'
import { openBytes } from '#server/files/open-bytes.ts'
import { openDisk } from '#server/platform/storage/disk.ts'
import { clips } from '#test/media/clips.ts'

interface Row {
  goal: string
  bar: string
  measured: number
  holds: boolean
}

interface Seam {
  ssimDrop: number
  jerk: number
  sharpness: number
}

const action = loopingFlow.actions.generate

/** Looping Flow's goals, with plain ffmpeg on the same clip beside it. */
export async function run(): Promise<void> {
  const studio = await LocalStudio.open()
  try {
    await stock(studio)
    const seams = await Promise.all(
      ['street', 'periodic', 'people'].map((clip) => made(studio, { clip, seconds: 30 })),
    )
    const facts = seams.map(({ output }) => output.recipe as unknown as { style: string; seam: Seam })
    const { output: sharp } = await made(studio, { clip: 'periodic', seconds: 30, style: 'cut' })
    const cut = (sharp.recipe as unknown as { seam: Seam }).seam
    const minute = await fresh(studio, { clip: 'street', seconds: 60 })
    const night = await fresh(studio, { clip: 'street', seconds: 8 * 3600 })
    const rain = { original: 'mute', layers: [{ builtin: 'rain' }] }
    const hour = await fresh(studio, { clip: 'street', seconds: 3600, sound: rain })
    const peer = await plainLoops(studio)
    const heard = await made(studio, { clip: 'street', seconds: 600, sound: rain })
    const sound = await listen(studio, heard.file)
    const film = layOut(await readLoopFileAt(night.file))
    const rows: Row[] = [
      row(
        'SSIM drop at a repeat, worst of three clips',
        Math.max(...facts.map(({ seam }) => seam.ssimDrop)),
        0.01,
      ),
      row('jerk at a repeat, worst', Math.max(...facts.map(({ seam }) => seam.jerk)), 1.3),
      row(
        'sharpness at a repeat, worst',
        Math.min(...facts.map(({ seam }) => seam.sharpness)),
        0.75,
        'at least',
      ),
      row('sharpness where a cut point exists', cut.sharpness, 0.95, 'at least'),
      row('ready, 8 h ÷ 1 min, no sound', night.seconds / minute.seconds, 1.3),
      row(
        'ready, 1 h with rain ÷ ffmpeg -stream_loop -c copy of 1 h + encode',
        hour.seconds / peer.copied,
        1,
      ),
      row('the same ÷ ffmpeg making that very film: rain under it, encoded', hour.seconds / peer.sameFilm, 1),
      row('download ÷ reading as many bytes from disk', await speed(studio, hour.file), 0.5, 'at least'),
      row('stored ÷ expanded, 8 h', (await stat(night.file)).size / film.size, 0.02),
      row('step at sound joins over the 99.9th percentile (FS)', sound.click, 0.02),
      row('loudness, distance from −14 LUFS', Math.abs(sound.loudness + 14), 0.5),
      row('true peak (dBTP)', sound.peak, -1),
      row('length error, 1 s to 12 h, every style (frames)', await lengths(studio), 1),
    ]
    await report(rows, {
      styles: facts.map(({ style }) => style),
      minute: minute.seconds,
      night: night.seconds,
      hour: hour.seconds,
      peer,
    })
  } finally {
    await studio.close()
  }
}

async function stock(studio: LocalStudio): Promise<void> {
  const x264 = ['-c:v', 'libx264', '-crf', '14', '-preset', 'veryfast', '-pix_fmt', 'yuv420p']
  const at = (name: string) => join(studio.folder, `${name}.mp4`)
  const swing =
    "nullsrc=s=640x360:r=30:d=10,geq=lum='128+90*sin(2*PI*(X/80-T/2.5))*cos(2*PI*Y/120)':cb=128:cr=128"
  await Promise.all([
    runFfmpeg([
      '-ss',
      '2',
      '-t',
      '10',
      '-i',
      clips.car,
      '-vf',
      'scale=1280:720,fps=30',
      '-an',
      ...x264,
      at('street'),
    ]),
    runFfmpeg(['-ss', '40', '-t', '12', '-i', clips.person, '-an', ...x264, at('people')]),
    runFfmpeg(['-f', 'lavfi', '-i', swing, ...x264, at('periodic')]),
  ])
  for (const name of ['street', 'people', 'periodic']) await studio.add(name, at(name))
}

let count = 0

/** Runs the app as the server would, but keeps what is stored and not the film of hours. */
async function made(studio: LocalStudio, body: Record<string, unknown>) {
  if (!action) throw new Error('There is no action to measure.')
  const kept: Output[] = []
  const file = join(studio.folder, `film-${count++}.loop`)
  const began = performance.now()
  let ready = 0
  await studio.attempt((inner) =>
    action.run(action.input.parse(body), {
      ...inner,
      async deliver(output) {
        ready = performance.now()
        await copyFile(output.file, file)
        kept.push(output)
      },
    }),
  )
  const [output] = kept
  if (!output) throw new Error('Nothing was delivered.')
  return { output, file, seconds: (ready - began) / 1000 }
}

/** With nothing kept from runs before. */
async function fresh(studio: LocalStudio, body: Record<string, unknown>) {
  await rm(join(studio.folder, 'cache'), { recursive: true, force: true })
  return made(studio, body)
}

/**
 * What one would do by hand: encode the clip with ten seconds of sound once, then repeat both by copying for an hour. `sameFilm` is by hand what
 * the run makes: the rain, which is longer than the clip, is repeated beside it and encoded for the hour.
 */
async function plainLoops(studio: LocalStudio): Promise<{ copied: number; sameFilm: number }> {
  const at = (name: string) => join(studio.folder, name)
  const noise = ['-f', 'lavfi', '-i', 'anoisesrc=c=pink:d=10:r=48000']
  const picture = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20']
  const sound = ['-c:a', 'aac', '-b:a', '160k']
  const hour = ['-t', '3600', '-movflags', '+faststart', at('plain-hour.mp4')]
  await writeBuiltin('rain', 1, at('rain.f32'))
  const unit = await secondsOf(() =>
    runFfmpeg(['-i', at('street.mp4'), ...noise, ...picture, ...sound, '-shortest', at('plain.mp4')]),
  )
  const copy = await secondsOf(() =>
    runFfmpeg(['-stream_loop', '-1', '-i', at('plain.mp4'), '-c', 'copy', ...hour]),
  )
  const withRain = await secondsOf(() =>
    runFfmpeg([
      ...[
        '-stream_loop',
        '-1',
        '-i',
        at('plain.mp4'),
        '-stream_loop',
        '-1',
        ...rawFloats,
        '-i',
        at('rain.f32'),
      ],
      ...['-map', '0:v', '-map', '1:a', '-c:v', 'copy', ...sound, ...hour],
    ]),
  )
  await rm(at('plain-hour.mp4'))
  return { copied: unit + copy, sameFilm: unit + withRain }
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

async function listen(studio: LocalStudio, file: string) {
  const film = join(studio.folder, 'listen.mp4')
  await writeOut(file, film)
  const { loudness, peak } = await measureFile(film)
  const { stdout } = await runFfmpeg([
    '-loglevel',
    'error',
    '-ignore_editlist',
    '1',
    '-i',
    film,
    '-map',
    '0:a:0',
    '-c:a',
    'pcm_f32le',
    '-f',
    'f32le',
    'pipe:1',
  ])
  const heard = new Float32Array(stdout.buffer, stdout.byteOffset, stdout.byteLength >> 2)
  const step = (n: number) => Math.abs((heard[n * 2] ?? 0) - (heard[n * 2 - 2] ?? 0))
  const steps = Array.from({ length: 400_000 }, (_, n) => step(1 + n * 60)).sort((a, b) => a - b)
  const usual = steps[Math.floor(steps.length * 0.999)] ?? 0
  const { sound } = await readLoopFileAt(file)
  let [frame, worst] = [0, 0]
  for (const { count: frames, times } of sound?.runs ?? [])
    for (let turn = 0; turn < times; turn++) {
      frame += frames
      for (let n = frame * 1024 - 16; n < frame * 1024 + 16 && n < heard.length / 2; n++)
        worst = Math.max(worst, step(n) - usual)
    }
  return { loudness, peak, click: worst }
}

/** A gigabyte over HTTP, computed, against the same over HTTP from an ordinary file. */
async function speed(studio: LocalStudio, file: string): Promise<number> {
  const folder = join(studio.folder, 'store')
  await mkdir(folder, { recursive: true })
  const disk = openDisk(folder)
  await copyFile(file, join(folder, 'film'))
  await writeOut(file, join(folder, 'plain'))
  const { size } = await stat(join(folder, 'plain'))
  const film = await openBytes(disk, { key: 'film', size, packing: 'loop' })
  const plain = await openBytes(disk, { key: 'plain', size, packing: null })
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: ({ url }) => new Response((url.endsWith('/film') ? film : plain).read()),
  })
  const take = async (name: string) => {
    const began = performance.now()
    const { body } = await fetch(new URL(name, server.url))
    let read = 0
    for await (const chunk of body ?? []) read += chunk.length
    if (read !== size) throw new Error(`${read} bytes came, not ${size}.`)
    return performance.now() - began
  }
  try {
    await Promise.all([take('film'), take('plain')])
    const ours = Math.min(await take('film'), await take('film'))
    const theirs = Math.min(await take('plain'), await take('plain'))
    return theirs / ours
  } finally {
    await server.stop(true)
  }
}

async function lengths(studio: LocalStudio): Promise<number> {
  let worst = 0
  for (const style of ['cut', 'crossfade', 'boomerang'])
    for (const seconds of [1, 7.3, 61, 12 * 3600]) {
      const { file } = await made(studio, { clip: 'people', seconds, style })
      const { picture } = await readLoopFileAt(file)
      worst = Math.max(worst, (Math.abs(lengthOf(picture) - seconds) * picture.timescale) / picture.delta)
    }
  return worst
}

function row(goal: string, measured: number, bar: number, sense: 'at most' | 'at least' = 'at most'): Row {
  const holds = sense === 'at most' ? measured <= bar : measured >= bar
  return { goal, bar: `${sense === 'at most' ? '≤' : '≥'} ${bar}`, measured, holds }
}

async function report(rows: readonly Row[], details: object): Promise<void> {
  console.log('Looping Flow: 10 s of 1280 × 720 at 30 fps, standard quality')
  console.table(rows.map((each) => ({ ...each, measured: Number(each.measured.toPrecision(4)) })))
  console.log(details)
  const out = join(import.meta.dir, '..', 'out')
  await mkdir(out, { recursive: true })
  await Bun.write(
    join(out, 'looping.json'),
    JSON.stringify({ at: new Date().toISOString(), rows, details }, null, 2),
  )
}
