import { rm } from 'node:fs/promises'
import { feedFfmpeg } from '../ffmpeg/feed-ffmpeg.ts'
import { sampleRate } from '../ffmpeg/picture-format.ts'
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts'
import { coder, rawFloats } from './encode-bed.ts'
import type { SoundBed } from './sound-bed.ts'

/** What streaming platforms play at. */
export const loudnessTarget = -14
export const truePeak = -1
/** The meter's floor: nothing is heard. */
const silence = -69
/** Longer sound is measured in this many stretches of this many seconds, all over its length. */
const stretches = 10
const stretchSeconds = 8

/** Decibels: coding takes up to 0.6 of rain, surf and noise but for white, and next to nothing of music. Between them both need no second turn. */
const codingTakes = 0.25

/** What brings a sound to its loudness: decibels, and how high the limiter lets it rise. */
export interface Level {
  gain: number
  ceiling: number
}

/** The level for a bed as it is, `master` decibels above or below the target. Null where nothing can be heard. */
export async function firstLevel(
  bed: SoundBed,
  { master, signal }: { master: number; signal?: AbortSignal },
): Promise<Level | null> {
  const meter = ['-af', 'ebur128=framelog=verbose', '-f', 'null', '-']
  const { loudness } = readMeter(
    await feedFfmpeg([...rawFloats, '-i', 'pipe:0', ...meter], samplesOf(bed), { signal }),
  )
  if (!(loudness > silence)) return null
  return { gain: Math.min(60, loudnessTarget - loudness + codingTakes) + master, ceiling: 0.8 }
}

/** Gain, limiter and coding all change a sound: what they took is given back, and a peak they raised is lowered. */
export function corrected({ gain, ceiling }: Level, { loudness, peak }: Measured, master: number): Level {
  const lost = Math.min(6, Math.max(-6, loudnessTarget + master - loudness))
  const over = Math.max(0, peak - (truePeak - 0.4))
  return {
    gain: gain + lost,
    ceiling: ceiling * 10 ** (-(over > 0 ? over + Math.max(0, lost) / 4 : 0) / 20),
  }
}

/** Whether a coded sound needs no correction. */
export function isLevel({ loudness, peak }: Measured, master: number): boolean {
  return Math.abs(loudnessTarget + master - loudness) <= 0.35 && peak <= truePeak - 0.2
}

export function filterOf({ gain, ceiling }: Level): string {
  return `volume=${gain.toFixed(2)}dB,alimiter=limit=${ceiling.toFixed(4)}:level=disabled:attack=2:release=60`
}

/** LUFS, integrated, and dBTP. */
export interface Measured {
  loudness: number
  peak: number
}

/** Codes what of a bed is measured, to know what coding does to it. */
export async function measureCoded(
  bed: SoundBed,
  filter: string,
  { bitrate, scratch, signal }: { bitrate: string; scratch: string; signal?: AbortSignal },
) {
  try {
    const encode = [
      '-loglevel',
      'error',
      ...rawFloats,
      '-i',
      'pipe:0',
      '-af',
      filter,
      ...coder,
      '-b:a',
      bitrate,
    ]
    await feedFfmpeg([...encode, '-f', 'mp4', scratch], samplesOf(bed), { makes: [scratch], signal })
    return await measureFile(scratch, signal)
  } finally {
    await rm(scratch, { force: true })
  }
}

/** Integrated loudness and true peak of a file's sound. */
export async function measureFile(path: string, signal?: AbortSignal): Promise<Measured> {
  const { log } = await runFfmpeg(['-i', path, ...metering], { signal })
  return readMeter(log)
}

/** An output of ffmpeg that is only measured; `readMeter` reads what it says. */
export const metering = ['-map', '0:a:0', '-af', 'ebur128=peak=true:framelog=verbose', '-f', 'null', '-']

export function readMeter(log: string): Measured {
  const last = (pattern: RegExp) =>
    Number([...log.matchAll(pattern)].at(-1)?.[1]?.replace('inf', 'Infinity') ?? Number.NaN)
  return { loudness: last(/I:\s+(-?[\d.]+) LUFS/g), peak: last(/Peak:\s+(-?[\d.]+|-inf) dBFS/g) }
}

/** What of a bed is measured, in samples: all that is different in it, or stretches from all over that. */
export function stretchesOf(
  bed: Pick<SoundBed, 'samples' | 'steadyFrom' | 'period'>,
): { from: number; count: number }[] {
  const whole = Math.min(bed.samples, bed.steadyFrom + bed.period)
  const length = stretchSeconds * sampleRate
  if (whole <= stretches * length) return [{ from: 0, count: whole }]
  return Array.from({ length: stretches }, (_, n) => ({
    from: Math.floor(((whole - length) * (n + 0.5)) / stretches),
    count: length,
  }))
}

async function* samplesOf(bed: SoundBed): AsyncGenerator<Uint8Array> {
  const portion = 4 * sampleRate
  for (const { from, count } of stretchesOf(bed))
    for (let done = 0; done < count; done += portion)
      yield new Uint8Array((await bed.render(from + done, Math.min(portion, count - done))).buffer)
}
