import { join } from 'node:path'
import { type CodedBed, encodeBed } from './encode-bed.ts'
import { codedFrame } from './loop-sound.ts'
import {
  corrected,
  filterOf,
  firstLevel,
  isLevel,
  measureCoded,
  measureFile,
  stretchesOf,
} from './loudness.ts'
import type { SoundBed } from './sound-bed.ts'

export interface LevelledBed extends CodedBed {
  /** Something can be heard in it. */
  audible: boolean
  /** Frames of the film whose loudness tells that of all of it. */
  measured: { from: number; count: number }[]
}

/**
 * Encodes a bed at its loudness, `master` decibels above or below the target. What is short, or repeats soon, is encoded at once and again only where
 * its loudness or its peaks are not what they should be; of what is long, stretches are encoded first.
 */
export async function encodeLevelled(
  bed: SoundBed,
  {
    master,
    ...coding
  }: {
    master: number
    bitrate: string
    folder: string
    signal?: AbortSignal
    onProgress?(fraction: number): void
  },
): Promise<LevelledBed> {
  const { bitrate, folder, signal } = coding
  const level = await firstLevel(bed, { master, signal })
  const encode = (filter: string) => encodeBed(bed, { ...coding, filter })
  const measured = stretchesOf(bed).map(({ from, count }) => ({
    from: Math.ceil(from / codedFrame),
    count: Math.floor(count / codedFrame),
  }))
  if (!level) return { ...(await encode('anull')), audible: false, measured }
  const rest = { audible: true, measured }
  if (measured.length > 1) {
    const coded = await measureCoded(bed, filterOf(level), {
      bitrate,
      scratch: join(folder, 'measured.m4a'),
      signal,
    })
    return { ...(await encode(filterOf(corrected(level, coded, master)))), ...rest }
  }
  const first = await encode(filterOf(level))
  const [opening] = first.parts
  if (!opening) throw new Error('Nothing of the sound was encoded.')
  const coded = await measureFile(opening.path, signal)
  if (isLevel(coded, master)) return { ...first, ...rest }
  return { ...(await encode(filterOf(corrected(level, coded, master)))), ...rest }
}
