import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { runFfmpeg } from '#media/ffmpeg/run-ffmpeg.ts'
import { NotAsPromised } from '#media/ffmpeg/verify.ts'
import { grey } from '#media/loop/grey-clip.ts'
import { joinSteps } from '#media/loop/join-steps.ts'
import { ssim } from '#media/loop/likeness.ts'
import { readLoopFileAt } from '#media/loop/loop-file.ts'
import { codedFrame } from '#media/loop/loop-sound.ts'
import { loudnessTarget, metering, readMeter } from '#media/loop/loudness.ts'
import type { JudgedLoop } from '#media/loop/plan-loop.ts'
import { lengthOf, samplesOf } from '#media/loop/track-length.ts'
import { writeExcerpt } from '#media/loop/write-excerpt.ts'
import type { MadePicture } from './make-picture.ts'
import type { MadeSound } from './make-sound.ts'

interface Promised {
  picture: MadePicture
  sound: MadeSound | null
  master: number
  plan: JudgedLoop
  folder: string
  signal: AbortSignal
}

/** What was measured on the finished file. */
export interface Checked {
  loudness?: number
  truePeak?: number
  /** How far the step at the loudest joint is above what the sound does anyway, of full scale. */
  click?: number
}

/**
 * Checks a loop before anybody pays for it, by decoding what is stored of it once: lengths, that every frame can be shown, that the repeat is as
 * smooth as it was judged, that nothing is black, that no join clicks, and loudness. Throws `NotAsPromised`.
 */
export async function checkLoop(file: string, promised: Promised): Promise<Checked> {
  const film = await readLoopFileAt(file)
  if (samplesOf(film.picture) !== promised.picture.frames)
    throw new NotAsPromised(`There are ${samplesOf(film.picture)} frames, not ${promised.picture.frames}.`)
  if (film.sound) {
    const late = lengthOf(film.sound) - lengthOf(film.picture)
    if (Math.abs(late) > 0.001)
      throw new NotAsPromised(`The sound ends ${Math.round(late * 1000)} ms beside the picture.`)
  }
  const [heard] = await Promise.all([
    promised.sound ? checkSound(file, promised.sound, promised) : {},
    checkPicture(file, promised),
  ])
  return heard
}

/** Every stored frame once, and the first group again behind it, as at every repeat. */
async function checkPicture(file: string, { picture, plan, folder, signal }: Promised): Promise<void> {
  const excerpt = join(folder, 'check.mp4')
  const { frames, joint } = await writeExcerpt(file, excerpt, picture.unit)
  const { stdout } = await runFfmpeg(
    [
      ...['-loglevel', 'error', '-xerror', '-i', excerpt, '-map', '0:v:0', '-vsync', 'passthrough'],
      ...[
        '-vf',
        `select='between(n,${joint - 1},${joint})+not(mod(n,${Math.max(1, Math.round(frames / 40))}))',scale=${grey.width}:${grey.height}:flags=area,format=gray`,
      ],
      ...['-f', 'rawvideo', 'pipe:1'],
      ...['-map', '0:v:0', '-f', 'null', '-'],
    ],
    { signal },
  )
  await rm(excerpt, { force: true })
  const size = grey.width * grey.height
  const shown = Array.from({ length: stdout.length / size }, (_, n) =>
    stdout.subarray(n * size, (n + 1) * size),
  )
  if (shown.length === 0) throw new NotAsPromised('No picture can be decoded.')
  if (shown.every((frame) => frame.every((luma) => luma <= 24)))
    throw new NotAsPromised('The picture is black from end to end.')
  if (picture.frames <= picture.unit) return
  const step = Math.max(1, Math.round(frames / 40))
  // How many of the sampled frames come before the two at the joint.
  const at = Math.ceil((joint - 1) / step)
  const likeness = ssim(shown[at] as Uint8Array, shown[at + 1] as Uint8Array, grey.width, grey.height)
  if (!(likeness > 0.6 - plan.facts.ssimDrop))
    throw new NotAsPromised(`The repeat shows: likeness ${likeness.toFixed(3)}.`)
}

async function checkSound(
  file: string,
  sound: MadeSound,
  { folder, master, signal }: Promised,
): Promise<Checked> {
  const excerpt = join(folder, 'check.m4a')
  const { joins } = await writeExcerpt(file, excerpt, 1, { joins: sound.joins, stretches: sound.measured })
  try {
    // The excerpt's pictures are over at once; its sound is heard to its end all the same.
    const { stdout, log } = await runFfmpeg(
      [
        ...['-ignore_editlist', '1', '-i', excerpt, '-map', '0:a:0', '-c:a', 'pcm_f32le', '-f', 'f32le'],
        ...['pipe:1', ...metering],
      ],
      { signal },
    )
    const heard = new Float32Array(stdout.buffer, stdout.byteOffset, Math.floor(stdout.byteLength / 4))
    const { over: click, clicks } = joinSteps(
      heard,
      joins.map((join) => join * codedFrame),
    )
    if (clicks) throw new NotAsPromised(`A join of the sound clicks: ${click.toFixed(3)} of full scale.`)
    const { loudness, peak } = readMeter(log)
    if (!sound.audible) return { click }
    if (!(peak > -70)) throw new NotAsPromised('The sound is silent.')
    // Fades and very short films may be quieter; louder than promised is never right.
    const over = loudness - (loudnessTarget + master)
    if (over > 1) throw new NotAsPromised(`The sound is ${over.toFixed(1)} dB too loud.`)
    return { loudness, truePeak: peak, click }
  } finally {
    await rm(excerpt, { force: true })
  }
}
