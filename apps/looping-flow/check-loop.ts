import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { runFfmpeg } from '#media/ffmpeg/run-ffmpeg.ts'
import { NotAsPromised } from '#media/ffmpeg/verify.ts'
import { grey } from '#media/loop/grey-clip.ts'
import { ssim } from '#media/loop/likeness.ts'
import { type LoopFile, readLoopFileAt } from '#media/loop/loop-file.ts'
import { loudnessTarget } from '#media/loop/loudness.ts'
import { holds } from '#media/loop/pack-loop.ts'
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
 * Checks a loop before anybody pays for it, by decoding the stored pictures of it once: lengths, that every frame can be shown, that the repeat is as
 * smooth as it was judged, that nothing is black, and that the sound is the one that was heard, whose joins do not click and which is as loud as promised.
 * Throws `NotAsPromised`.
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
  await checkPicture(file, promised)
  return promised.sound ? checkSound(file, film, promised.sound, promised.master) : {}
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
      ...['-map', '0:v:0', '-map', '0:a:0?', '-f', 'null', '-'],
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

/** What was heard when the sound was made is what is stored: the same bytes, played in the same order. */
async function checkSound(
  file: string,
  film: LoopFile,
  { parts, runs, audible, heard }: MadeSound,
  master: number,
): Promise<Checked> {
  if (!film.sound || !Bun.deepEquals(film.sound.runs, runs) || !(await holds(file, film.sound, parts)))
    throw new NotAsPromised('The sound is not the one that was made.')
  const { over: click, clicks, loudness, peak } = heard
  if (clicks) throw new NotAsPromised(`A join of the sound clicks: ${click.toFixed(3)} of full scale.`)
  if (!audible) return { click }
  if (!(peak > -70)) throw new NotAsPromised('The sound is silent.')
  // Fades and very short films may be quieter; louder than promised is never right.
  const over = loudness - (loudnessTarget + master)
  if (over > 1) throw new NotAsPromised(`The sound is ${over.toFixed(1)} dB too loud.`)
  return { loudness, truePeak: peak, click }
}
