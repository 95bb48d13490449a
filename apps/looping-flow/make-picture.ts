import { join } from 'node:path'
import { ffmpegVersion } from '#media/ffmpeg/check-ffmpeg.ts'
import { encodeFrames, groupLength, type LoopPicture } from '#media/ffmpeg/encode-frames.ts'
import { clockOf, perSecond } from '#media/ffmpeg/frame-rate.ts'
import { drawTitle, withTitle } from '#media/loop/draw-title.ts'
import type { LoopPlan } from '#media/loop/loop-plan.ts'
import type { PackedTrack } from '#media/loop/pack-loop.ts'
import { unitFrames } from '#media/loop/unit-frames.ts'
import { readCodedTrack } from '#media/mp4/coded-track.ts'
import { obtainPiece } from '#media/piece-cache.ts'
import type { Studio } from '../define-app.ts'
import { encodeSpan, readerOf, shotOf, spansOf } from './encode-unit.ts'
import type { LoopSource } from './find-loop.ts'

/** A title is shown for so long. */
export const titleSeconds = 5

export interface MadePicture extends PackedTrack {
  timescale: number
  delta: number
  width: number
  height: number
  /** Frames of the whole film, and of one repeat. */
  frames: number
  unit: number
}

/**
 * Encodes the unit once, and the film's beginning a second time where a title is shown over it. Everything else is repetition: the film is
 * whole units, and at its end as much of one as is left.
 */
export async function makePicture(
  source: LoopSource,
  plan: LoopPlan,
  picture: LoopPicture,
  {
    seconds,
    title,
    sha256,
    studio,
    onProgress,
  }: {
    seconds: number
    title?: string
    sha256: string
    studio: Pick<Studio, 'workDir' | 'cacheDir' | 'cacheLimit' | 'signal'>
    onProgress(fraction: number): void
  },
): Promise<MadePicture> {
  const { signal } = studio
  const frames = Math.max(1, Math.round(seconds * perSecond(picture.rate)))
  const unit = Math.min(plan.frames, frames)
  const group = groupLength(picture.rate)
  const intro = title
    ? introLength(Math.min(seconds, titleSeconds) * perSecond(picture.rate), plan.frames, group, frames)
    : 0
  const left = frames - intro
  const effort = intro + (left > 0 ? unit : 0)
  const tell = (frames: number) => onProgress(frames / effort)
  const shot = shotOf(picture)
  const read = readerOf(source, picture, signal)
  const parts = []
  if (intro > 0 && title) {
    const path = join(studio.workDir, 'intro.mp4')
    const drawn = await drawTitle(title, picture.width, picture.height)
    const shown = Math.min(seconds, titleSeconds)
    const titled = withTitle(unitFrames(plan, read, shot, { count: intro }), drawn, {
      ...shot,
      rate: perSecond(picture.rate),
      seconds: shown,
    })
    await encodeFrames(titled, picture, path, { signal, onFrame: tell })
    parts.push({ path })
  }
  if (left > 0) {
    const cache = { folder: join(studio.cacheDir, 'loops'), limitBytes: studio.cacheLimit }
    const version = await ffmpegVersion()
    const spans = spansOf(unit, picture)
    const encoded = spans.map(() => 0)
    const pieces = spans.map(async (span, n) => {
      const path = join(studio.workDir, `unit-${n}.mp4`)
      await obtainPiece(cache, keyOf([sha256, source.from, plan, picture, span, version]), path, {
        make: (out) =>
          encodeSpan(source, plan, picture, span, out, {
            signal,
            onFrame(frames) {
              encoded[n] = frames
              tell(intro + encoded.reduce((sum, each) => sum + each, 0))
            },
          }),
        isWhole: async (found) => (await readCodedTrack(found)).sizes.length === span.count,
      })
      return { path }
    })
    parts.push(...(await all(pieces)))
  }
  onProgress(1)
  return {
    parts,
    runs: runsOf(intro, unit, left, plan.frames),
    ...clockOf(picture.rate),
    width: picture.width,
    height: picture.height,
    frames,
    unit,
  }
}

/** Frames until the first place after the title at which the unit can be entered: a group's beginning. */
function introLength(title: number, unit: number, group: number, frames: number): number {
  const turns = Math.floor(title / unit)
  const within = Math.ceil((title - turns * unit) / group) * group
  return Math.min(frames, turns * unit + Math.min(unit, within))
}

function runsOf(intro: number, unit: number, left: number, whole: number): PackedTrack['runs'] {
  const entered = intro % whole
  const rest = entered > 0 ? Math.min(left, unit - entered) : 0
  const times = Math.floor((left - rest) / unit)
  const tail = left - rest - times * unit
  return [
    { from: 0, count: intro, times: 1 },
    { from: intro + entered, count: rest, times: 1 },
    { from: intro, count: unit, times },
    { from: intro, count: tail, times: 1 },
  ].filter(({ count, times }) => count > 0 && times > 0)
}

/** When one fails, nothing may still be running. The caller stops the others. */
async function all<T>(work: readonly Promise<T>[]): Promise<T[]> {
  const ends = await Promise.allSettled(work)
  return ends.map((end) => {
    if (end.status === 'rejected') throw end.reason
    return end.value
  })
}

function keyOf(parts: unknown[]): string {
  return new Bun.CryptoHasher('sha256').update(JSON.stringify(parts)).digest('hex')
}
