import { join } from 'node:path'
import { type CodedBed, encodeBed } from './encode-bed.ts'
import { type Heard, hearBed } from './hear-bed.ts'
import { codedFrame } from './loop-sound.ts'
import { corrected, filterOf, firstLevel, isLevel, measureCoded, stretchesOf } from './loudness.ts'
import type { SoundBed } from './sound-bed.ts'

export interface LevelledBed extends CodedBed {
  /** Something can be heard in it. */
  audible: boolean
  /** What it was like when it was decoded again. */
  heard: Heard
}

/**
 * Encodes a bed at its loudness, `master` decibels above or below the target. What is short, or repeats soon, is encoded at once and again only where
 * its loudness or its peaks are not what they should be; of what is long, stretches are encoded first. Either way what was encoded is heard before it is
 * handed over.
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
  const stretches = stretchesOf(bed).map(({ from, count }) => ({
    from: Math.ceil(from / codedFrame),
    count: Math.floor(count / codedFrame),
  }))
  const encode = async (filter: string): Promise<LevelledBed> => {
    const coded = await encodeBed(bed, { ...coding, filter })
    const heard = await hearBed(coded, { stretches, scratch: join(folder, 'heard.aac'), signal })
    return { ...coded, audible: level !== null, heard }
  }
  if (!level) return encode('anull')
  if (stretches.length > 1) {
    const scratch = join(folder, 'measured.m4a')
    const coded = await measureCoded(bed, filterOf(level), { bitrate, scratch, signal })
    return encode(filterOf(corrected(level, coded, master)))
  }
  const first = await encode(filterOf(level))
  return isLevel(first.heard, master) ? first : encode(filterOf(corrected(level, first.heard, master)))
}
