import { open, truncate } from 'node:fs/promises'
import { channels, sampleRate } from '../ffmpeg/picture-format.ts'
import type { Probe } from '../ffmpeg/probe.ts'
import { untrusted } from '../ffmpeg/probe.ts'
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts'
import { blendEnds, blendOf, periodOf } from './blend-ends.ts'
import { type Builtin, builtinSeconds } from './noise.ts'
import { writeNoiseAside } from './write-noise-aside.ts'

export { codedFrame } from './blend-ends.ts'

/** A sound that can be played without end: raw 32-bit floats, stereo, 48 kHz. */
export interface LoopedSound {
  path: string
  /** Samples until it begins again. Beyond `samples` it is silent when it never does. */
  period: number
}

const bytesPerSample = 4 * channels

/** Decodes a sound, or part of it, to raw floats and says how many samples it has. */
export async function decodeSound(
  { path, probe }: { path: string; probe: Probe },
  { from = 0, seconds }: { from?: number; seconds: number },
  out: string,
  signal?: AbortSignal,
): Promise<number> {
  const skip = Math.max(0, Math.floor(from) - 1)
  const filters = [
    `aresample=${sampleRate}:async=1000:first_pts=0`,
    probe.audio?.channels === 1 ? 'pan=stereo|c0=c0|c1=c0' : 'aformat=channel_layouts=stereo',
    `atrim=start_sample=${Math.round((from - skip) * sampleRate)},asetpts=N/SR/TB`,
    `atrim=end_sample=${Math.round(seconds * sampleRate)}`,
  ]
  await runFfmpeg(
    [
      ...['-loglevel', 'error', ...(skip > 0 ? ['-ss', String(skip)] : []), ...untrusted(path)],
      ...[
        '-map',
        '0:a:0',
        '-vn',
        '-sn',
        '-dn',
        '-af',
        filters.join(','),
        '-c:a',
        'pcm_f32le',
        '-f',
        'f32le',
        out,
      ],
    ],
    { makes: [out], signal },
  )
  return Math.floor(Bun.file(out).size / bytesPerSample)
}

/** Writes a built-in sound, long enough to be looped, and says how many samples it has. */
export async function writeBuiltin(
  kind: Builtin,
  seed: number,
  out: string,
  signal?: AbortSignal,
): Promise<number> {
  const samples = builtinSeconds[kind] * sampleRate
  await writeNoiseAside({ kind, seed, samples, out }, signal)
  return samples
}

/**
 * Turns a decoded sound into one without an end: what comes after its period is blended into its beginning, both at equal power. `period` is how
 * long it must be; left out, it is as long as whole coded frames allow. Sounds longer than `enough` samples need no repeat.
 */
export async function loopSound(
  path: string,
  samples: number,
  { period, enough }: { period?: number; enough: number },
): Promise<LoopedSound> {
  if (period === undefined && samples >= enough) return { path, period: Number.POSITIVE_INFINITY }
  const wanted = period ?? periodOf(samples)
  const blend = blendOf(samples, wanted)
  if (blend >= sampleRate / 100) await blendIn(path, wanted, blend)
  else await meet(path, Math.min(samples, wanted))
  // Where the sound was shorter than its period the rest is silence.
  await truncate(path, wanted * bytesPerSample)
  return { path, period: wanted }
}

async function blendIn(path: string, period: number, length: number): Promise<void> {
  await change(path, [0, period], length, (head, tail) => {
    blendEnds(head, tail)
    return head
  })
}

/** There is nothing after the end to blend in: the last moment leans over to the first, so that no step is heard. */
async function meet(path: string, samples: number): Promise<void> {
  const length = Math.min(Math.floor(samples / 2), sampleRate / 50)
  if (length === 0) return
  await change(path, [samples - length, 0], length, (tail, head) => {
    const kept = Float32Array.from(tail)
    for (let n = 0; n < length; n++) {
      const angle = ((n + 0.5) / length) * (Math.PI / 2)
      for (let side = 0; side < channels; side++)
        tail[n * channels + side] =
          kept[n * channels + side]! * Math.cos(angle) +
          head[(length - 1 - n) * channels + side]! * Math.sin(angle)
    }
    return tail
  })
}

/** Reads two stretches and writes what becomes of the first in its place. */
async function change(
  path: string,
  [one, other]: [number, number],
  length: number,
  make: (one: Float32Array, other: Float32Array) => Float32Array,
): Promise<void> {
  const file = await open(path, 'r+')
  try {
    const [first, second] = [new Float32Array(length * channels), new Float32Array(length * channels)]
    await file.read(new Uint8Array(first.buffer), 0, first.byteLength, one * bytesPerSample)
    await file.read(new Uint8Array(second.buffer), 0, second.byteLength, other * bytesPerSample)
    const made = make(first, second)
    await file.write(new Uint8Array(made.buffer), 0, made.byteLength, one * bytesPerSample)
  } finally {
    await file.close()
  }
}
