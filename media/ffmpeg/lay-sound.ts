import { samplesOf } from './conform-sound.ts'
import { channels } from './picture-format.ts'

/** A part of a conformed sound, or silence where there is none, counted in frames of the output. */
export interface SoundPart {
  path: string | null
  from: number
  frames: number
}

const bytesPerSample = 2 * channels
/** Long parts are carried over in portions, so memory does not grow with length. */
const portionSamples = 480_000
/** 5 ms: too short to hear, long enough that a cut does not click. */
const fadeSamples = 240

/** Lays the parts end to end as one raw sound, and says how loud its loudest sample is (0–1). */
export async function laySound(
  parts: readonly SoundPart[],
  fps: number,
  out: string,
): Promise<{ peak: number }> {
  const writer = Bun.file(out).writer({ highWaterMark: 1 << 20 })
  let peak = 0
  try {
    for (const part of parts) {
      const length = samplesOf(part.frames, fps)
      const start = samplesOf(part.from, fps)
      for (let done = 0; done < length; done += portionSamples) {
        const samples = await read(part.path, start + done, Math.min(portionSamples, length - done))
        fade(samples, done, length)
        peak = Math.max(peak, loudest(samples))
        writer.write(samples)
        await writer.flush()
      }
    }
  } finally {
    await writer.end()
  }
  return { peak: peak / 32_768 }
}

async function read(path: string | null, start: number, length: number): Promise<Int16Array<ArrayBuffer>> {
  const silence = new Int16Array(length * channels)
  if (path === null) return silence
  const bytes = await Bun.file(path)
    .slice(start * bytesPerSample, (start + length) * bytesPerSample)
    .arrayBuffer()
  if (bytes.byteLength < length * bytesPerSample) silence.set(new Int16Array(bytes))
  return bytes.byteLength < length * bytesPerSample ? silence : new Int16Array(bytes)
}

/** `samples` is the portion at `offset` of a part of `total`; only its first and last moments are touched. */
function fade(samples: Int16Array, offset: number, total: number): void {
  const edge = Math.min(fadeSamples, Math.floor(total / 2))
  for (let step = 0; step < edge; step++)
    for (const place of [step - offset, total - 1 - step - offset])
      for (let at = place * channels; at < (place + 1) * channels; at++)
        if (at >= 0 && at < samples.length) samples[at] = Math.round(((samples[at] ?? 0) * step) / edge)
}

function loudest(samples: Int16Array): number {
  let peak = 0
  for (const sample of samples) if (Math.abs(sample) > peak) peak = Math.abs(sample)
  return peak
}
