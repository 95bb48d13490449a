import { open, rm } from 'node:fs/promises'
import { channels, sampleRate } from '../ffmpeg/picture-format.ts'
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts'
import { type CodedTrack, readCodedTrack } from '../mp4/coded-track.ts'
import type { CodedBed } from './encode-bed.ts'
import { joinSteps } from './join-steps.ts'
import { codedFrame } from './loop-sound.ts'
import { type Measured, metering, readMeter } from './loudness.ts'

/** What a coded sound is like to hear: how loud, and what its joins do. */
export interface Heard extends Measured {
  /** The largest step at a join above the 99.9th percentile of all steps, of full scale. */
  over: number
  clicks: boolean
}

interface Stretch {
  from: number
  count: number
}

/** Frames of coded sound on both sides of a join. */
const side = 24

/**
 * Decodes stretches of a coded sound, counted in frames of the film, and what surrounds its joins, each as it is played. `scratch` names a file that is
 * gone afterwards.
 */
export async function hearBed(
  { parts, runs, joins }: Pick<CodedBed, 'parts' | 'runs' | 'joins'>,
  { stretches, scratch, signal }: { stretches: readonly Stretch[]; scratch: string; signal?: AbortSignal },
): Promise<Heard> {
  const wanted = stretches.flatMap((each) => stored(runs, each))
  const places = joins.map((join) => {
    wanted.push(...stored(runs, { from: Math.max(0, join - side), count: Math.min(join, side) }))
    const place = lengthOf(wanted)
    wanted.push(...stored(runs, { from: join, count: side }))
    return place
  })
  try {
    await writeFrames(parts, wanted, scratch)
    const decode = ['-f', 'aac', '-i', scratch, '-map', '0:a:0', '-c:a', 'pcm_f32le', '-f', 'f32le', 'pipe:1']
    const { stdout, log } = await runFfmpeg([...decode, ...metering], { signal })
    const heard = new Float32Array(stdout.buffer, stdout.byteOffset, Math.floor(stdout.byteLength / 4))
    const [count, meant] = [heard.length / channels, lengthOf(wanted) * codedFrame]
    if (count !== meant) throw new Error(`${count} samples of the coded sound can be heard, not ${meant}.`)
    return {
      ...readMeter(log),
      ...joinSteps(
        heard,
        places.map((place) => place * codedFrame),
      ),
    }
  } finally {
    await rm(scratch, { force: true })
  }
}

function lengthOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { count }) => sum + count, 0)
}

/** The stored frames behind a stretch of the film. */
function stored(runs: CodedBed['runs'], { from, count }: Stretch): Stretch[] {
  const found: Stretch[] = []
  let begin = 0
  for (const run of runs) {
    const end = begin + run.count * run.times
    for (let place = Math.max(from, begin); place < Math.min(from + count, end); ) {
      const within = (place - begin) % run.count
      const length = Math.min(run.count - within, from + count - place, end - place)
      found.push({ from: run.from + within, count: length })
      place += length
    }
    begin = end
  }
  return found
}

/** Writes stored frames one after the other, each with the short header that lets it be decoded without an index. */
async function writeFrames(parts: CodedBed['parts'], wanted: readonly Stretch[], out: string): Promise<void> {
  const writer = Bun.file(out).writer({ highWaterMark: 1 << 20 })
  const tracks = await Promise.all(parts.map(({ path }) => readCodedTrack(path)))
  try {
    for (const { from, count } of wanted) {
      let begin = 0
      for (const [n, part] of parts.entries()) {
        const track = tracks[n] as CodedTrack
        const first = part.from ?? 0
        const length = part.count ?? track.sizes.length - first
        const [start, stop] = [Math.max(from, begin), Math.min(from + count, begin + length)]
        if (stop > start) await copy(part.path, track, first + start - begin, first + stop - begin, writer)
        begin += length
      }
    }
  } finally {
    await writer.end()
  }
}

async function copy(
  path: string,
  { sizes, offsets }: CodedTrack,
  from: number,
  to: number,
  out: { write(bytes: Uint8Array): unknown },
): Promise<void> {
  const start = offsets[from] ?? 0
  const bytes = new Uint8Array((offsets[to - 1] ?? 0) + (sizes[to - 1] ?? 0) - start)
  const file = await open(path)
  try {
    await file.read(bytes, 0, bytes.length, start)
  } finally {
    await file.close()
  }
  for (let n = from; n < to; n++) {
    const [at, size] = [(offsets[n] ?? 0) - start, sizes[n] ?? 0]
    out.write(header(size))
    out.write(bytes.subarray(at, at + size))
  }
}

/** ADTS: plain AAC (LC) at our rate, stereo. */
function header(size: number): Uint8Array {
  const length = size + 7
  const rate = [96_000, 88_200, 64_000, 48_000, 44_100].indexOf(sampleRate)
  return Uint8Array.of(
    0xff,
    0xf1,
    0x40 | (rate << 2) | (channels >> 2),
    ((channels & 3) << 6) | (length >> 11),
    (length >> 3) & 0xff,
    ((length & 7) << 5) | 0x1f,
    0xfc,
  )
}
