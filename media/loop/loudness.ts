import { rm } from 'node:fs/promises'
import { feedFfmpeg } from '../ffmpeg/feed-ffmpeg.ts'
import { sampleRate } from '../ffmpeg/picture-format.ts'
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts'
import { rawFloats } from './encode-bed.ts'
import type { SoundBed } from './sound-bed.ts'

/** What streaming platforms play at. */
export const loudnessTarget = -14
export const truePeak = -1
/** The meter's floor: nothing is heard. */
const silence = -69
/** Longer sound is measured in this many stretches of this many seconds, all over its length. */
const stretches = 10
const stretchSeconds = 8

/**
 * The filter that brings a bed to its loudness: measured once as it is, and once with gain, limiter and coding, which all change it; what they
 * took is given back, and a peak they raised is lowered. `master` is decibels above or below the target. Null where nothing can be heard.
 */
export async function levelling(
  bed: SoundBed,
  {
    master,
    bitrate,
    scratch,
    signal,
  }: { master: number; bitrate: string; scratch: string; signal?: AbortSignal },
): Promise<string | null> {
  const meter = ['-af', 'ebur128=framelog=verbose', '-f', 'null', '-']
  const plain = readMeter(
    await feedFfmpeg([...rawFloats, '-i', 'pipe:0', ...meter], stretchesOf(bed), { signal }),
  )
  if (!(plain.loudness > silence)) return null
  const gain = Math.min(60, loudnessTarget - plain.loudness) + master
  const first = 0.8
  const coded = await measureCoded(bed, filterOf(gain, first), { bitrate, scratch, signal })
  const lost = Math.min(6, Math.max(-6, loudnessTarget + master - coded.loudness))
  const over = Math.max(0, coded.peak - (truePeak - 0.4))
  return filterOf(gain + lost, first * 10 ** (-(over > 0 ? over + Math.max(0, lost) / 4 : 0) / 20))
}

function filterOf(gain: number, ceiling: number): string {
  return `volume=${gain.toFixed(2)}dB,alimiter=limit=${ceiling.toFixed(4)}:level=disabled:attack=2:release=60`
}

async function measureCoded(
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
      '-c:a',
      'aac',
      '-b:a',
      bitrate,
    ]
    await feedFfmpeg([...encode, '-f', 'mp4', scratch], stretchesOf(bed), { makes: [scratch], signal })
    return await measureFile(scratch, signal)
  } finally {
    await rm(scratch, { force: true })
  }
}

/** Integrated loudness (LUFS) and true peak (dB) of a file's sound, or of part of it. */
export async function measureFile(path: string, signal?: AbortSignal) {
  const { log } = await runFfmpeg(
    ['-i', path, '-map', '0:a:0', '-af', 'ebur128=peak=true:framelog=verbose', '-f', 'null', '-'],
    { signal },
  )
  return readMeter(log)
}

function readMeter(log: string): { loudness: number; peak: number } {
  const last = (pattern: RegExp) =>
    Number([...log.matchAll(pattern)].at(-1)?.[1]?.replace('inf', 'Infinity') ?? Number.NaN)
  return { loudness: last(/I:\s+(-?[\d.]+) LUFS/g), peak: last(/Peak:\s+(-?[\d.]+|-inf) dBFS/g) }
}

async function* stretchesOf(bed: SoundBed): AsyncGenerator<Uint8Array> {
  const whole = Math.min(bed.samples, bed.steadyFrom + bed.period)
  const length = stretchSeconds * sampleRate
  const parts =
    whole <= stretches * length
      ? [{ from: 0, count: whole }]
      : Array.from({ length: stretches }, (_, n) => ({
          from: Math.floor(((whole - length) * (n + 0.5)) / stretches),
          count: length,
        }))
  const portion = 4 * sampleRate
  for (const { from, count } of parts)
    for (let done = 0; done < count; done += portion)
      yield new Uint8Array((await bed.render(from + done, Math.min(portion, count - done))).buffer)
}
