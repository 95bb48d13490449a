import { open } from 'node:fs/promises'
import { samplesOf } from './conform-sound.ts'
import { channels } from './picture-format.ts'

/** A part of a conformed sound, or silence where there is none, counted in frames of the output. */
export interface SoundPart {
  path: string | null
  from: number
  frames: number
  /** For so many frames it is crossfaded with the end of the part before it. */
  join?: number
}

const bytesPerSample = 2 * channels
/** Parts are carried over in portions that share their room, so memory grows neither with length nor with how many sounds are laid. */
const portionSamples = 96_000
/** 5 ms: too short to hear, long enough that a cut does not click. */
const fadeSamples = 240

/** Frames all the parts last, overlaps counted once. */
export function framesOfParts(parts: readonly SoundPart[]): number {
  return parts.reduce((sum, { frames, join = 0 }) => sum + frames - join, 0)
}

/** Lays the parts end to end, overlapping where they are joined, as one raw sound, and says how loud its loudest sample is (0–1). */
export async function laySound(
  parts: readonly SoundPart[],
  fps: number,
  out: string,
): Promise<{ peak: number }> {
  const writer = Bun.file(out).writer({ highWaterMark: 1 << 20 })
  let peak = 0
  const write = async (samples: Int16Array<ArrayBuffer>) => {
    peak = Math.max(peak, loudest(samples))
    writer.write(samples)
    await writer.flush()
  }
  const portion = new Int16Array(portionSamples * channels)
  let ending: Int16Array<ArrayBuffer> | null = null
  try {
    for (const [n, part] of parts.entries()) {
      const opening = samplesOf(part.join ?? 0, fps)
      const kept = samplesOf(parts[n + 1]?.join ?? 0, fps)
      const [start, length] = [samplesOf(part.from, fps), samplesOf(part.frames, fps)]
      const edges = { in: ending === null, out: kept === 0 }
      const read = (from: number, into: Int16Array<ArrayBuffer>) => fill(into, part.path, start + from)
      if (ending) await write(crossfaded(ending, await read(0, silence(opening))))
      for (let done = opening; done < length - kept; done += portionSamples) {
        const count = Math.min(portionSamples, length - kept - done)
        const samples = await read(done, portion.subarray(0, count * channels))
        fade(samples, done, length, edges)
        await write(samples)
      }
      ending = kept > 0 ? await read(length - kept, silence(kept)) : null
    }
  } finally {
    await writer.end()
  }
  return { peak: peak / 32_768 }
}

/** Reads samples of a raw sound from number `start` on; silence where there are none. */
async function fill(
  into: Int16Array<ArrayBuffer>,
  path: string | null,
  start: number,
): Promise<Int16Array<ArrayBuffer>> {
  if (path === null) return into.fill(0)
  const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength)
  const file = await open(path)
  try {
    let filled = 0
    for (let more = 1; more > 0 && filled < bytes.length; filled += more)
      ({ bytesRead: more } = await file.read(
        bytes,
        filled,
        bytes.length - filled,
        start * bytesPerSample + filled,
      ))
    bytes.fill(0, filled)
    return into
  } finally {
    await file.close()
  }
}

function silence(samples: number): Int16Array<ArrayBuffer> {
  return new Int16Array(samples * channels)
}

/** One goes while the other comes, as loud together as each alone. */
function crossfaded(ending: Int16Array, opening: Int16Array): Int16Array<ArrayBuffer> {
  const mixed = new Int16Array(ending.length)
  const length = ending.length / channels
  for (let place = 0; place < length; place++) {
    const turn = ((place + 0.5) / length) * (Math.PI / 2)
    const [out, come] = [Math.cos(turn), Math.sin(turn)]
    for (let at = place * channels; at < (place + 1) * channels; at++) {
      const sum = (ending[at] ?? 0) * out + (opening[at] ?? 0) * come
      mixed[at] = Math.max(-32_768, Math.min(32_767, Math.round(sum)))
    }
  }
  return mixed
}

/** `samples` is the portion at `offset` of a part of `total`; only its first and last moments are touched, where they are cut. */
function fade(
  samples: Int16Array,
  offset: number,
  total: number,
  edges: { in: boolean; out: boolean },
): void {
  const edge = Math.min(fadeSamples, Math.floor(total / 2))
  for (let step = 0; step < edge; step++)
    for (const place of [
      ...(edges.in ? [step - offset] : []),
      ...(edges.out ? [total - 1 - step - offset] : []),
    ])
      for (let at = place * channels; at < (place + 1) * channels; at++)
        if (at >= 0 && at < samples.length) samples[at] = Math.round(((samples[at] ?? 0) * step) / edge)
}

function loudest(samples: Int16Array): number {
  let peak = 0
  // Millions of samples an output: iterating over values takes many times as long.
  for (let at = 0; at < samples.length; at++) peak = Math.max(peak, Math.abs(samples[at] as number))
  return peak
}
