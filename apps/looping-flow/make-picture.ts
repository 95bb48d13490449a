import { join } from 'node:path'
import { ffmpegVersion } from '#media/ffmpeg/check-ffmpeg.ts'
import { encodeFrames, groupLength, type LoopPicture } from '#media/ffmpeg/encode-frames.ts'
import { clockOf, perSecond } from '#media/ffmpeg/frame-rate.ts'
import { readFrames } from '#media/ffmpeg/read-frames.ts'
import { readCodedTrack } from '#media/loop/coded-track.ts'
import { drawTitle, withTitle } from '#media/loop/draw-title.ts'
import { lightFilters } from '#media/loop/even-light.ts'
import type { LoopPlan } from '#media/loop/loop-plan.ts'
import type { PackedTrack } from '#media/loop/pack-loop.ts'
import { ownFrames, type ReadClip, unitFrames } from '#media/loop/unit-frames.ts'
import { obtainPiece } from '#media/piece-cache.ts'
import type { Studio } from '../define-app.ts'
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
  const told = (before: number) => (frames: number) => onProgress((before + frames) / effort)
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
    await encodeFrames(titled, picture, path, { signal, onFrame: told(0) })
    parts.push({ path })
  }
  if (left > 0) {
    const path = join(studio.workDir, 'unit.mp4')
    const cache = { folder: join(studio.cacheDir, 'loops'), limitBytes: studio.cacheLimit }
    const key = keyOf([sha256, source.from, plan, picture, unit, await ffmpegVersion()])
    await obtainPiece(cache, key, path, {
      make: (out) => encodeUnit(source, plan, picture, out, { count: unit, signal, onFrame: told(intro) }),
      isWhole: async (found) => (await readCodedTrack(found)).sizes.length === unit,
    })
    parts.push({ path })
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

/** The clip's own frames go straight from decoder to encoder; only those that are mixed are made here. */
async function encodeUnit(
  source: LoopSource,
  plan: LoopPlan,
  picture: LoopPicture,
  out: string,
  { count, signal, onFrame }: { count: number; signal: AbortSignal; onFrame(frames: number): void },
): Promise<void> {
  const own = ownFrames(plan)
  const made = Math.min(count, own?.after ?? count)
  const frames = unitFrames(plan, readerOf(source, picture, signal), shotOf(picture), { count: made })
  await encodeFrames(made > 0 ? frames : null, picture, out, {
    own:
      own && count > made
        ? {
            ...source,
            from: source.from + own.from,
            count: count - made,
            filters: own.light ? lightFilters(own.light, picture) : undefined,
          }
        : null,
    signal,
    onFrame,
  })
}

function shotOf({ width, height }: LoopPicture) {
  return { width, height, pixels: 'yuv420p' as const }
}

function readerOf(source: LoopSource, picture: LoopPicture, signal: AbortSignal): ReadClip {
  return (from, count) =>
    readFrames(
      source,
      { ...shotOf(picture), rate: picture.rate },
      { from: source.from + from, count, signal },
    )
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

function keyOf(parts: unknown[]): string {
  return new Bun.CryptoHasher('sha256').update(JSON.stringify(parts)).digest('hex')
}
