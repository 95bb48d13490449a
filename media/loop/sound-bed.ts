import { type FileHandle, open } from 'node:fs/promises'
import { channels, sampleRate } from '../ffmpeg/picture-format.ts'
import { codedFrame, type LoopedSound } from './loop-sound.ts'

export interface BedLayer extends LoopedSound {
  /** Linear. */
  gain: number
  /** −1 left … 1 right. */
  pan: number
  /** Seconds at the film's beginning and end. */
  fadeIn: number
  fadeOut: number
}

/** The sound of a film as a rule: any stretch of it can be made on its own, whatever came before. */
export interface SoundBed {
  samples: number
  /** Samples after which everything repeats, between `steadyFrom` and `steadyTo`. Infinity when it never does. */
  period: number
  steadyFrom: number
  steadyTo: number
  /** Stereo floats, interleaved; silence outside the film. */
  render(from: number, count: number): Promise<Float32Array>
  close(): Promise<void>
}

/** Opens a bed of layers over `samples`, all of it fading out over `fadeOut` seconds at the end. */
export async function openBed(
  layers: readonly BedLayer[],
  { samples, fadeOut }: { samples: number; fadeOut: number },
): Promise<SoundBed> {
  const files = await Promise.all(layers.map(({ path }) => open(path)))
  const fades = (pick: (layer: BedLayer) => number) => Math.max(0, ...layers.map(pick)) * sampleRate
  return {
    samples,
    period: layers.reduce((all, { period }) => commonMultiple(all, period), codedFrame),
    steadyFrom: Math.ceil(fades(({ fadeIn }) => fadeIn)),
    steadyTo: Math.floor(
      samples -
        Math.max(
          fadeOut * sampleRate,
          fades((layer) => layer.fadeOut),
        ),
    ),
    async render(from, count) {
      const mixed = new Float32Array(count * channels)
      for (const [n, layer] of layers.entries())
        add(mixed, await readLayer(files[n] as FileHandle, layer, from, count), layer, from, samples)
      shape(mixed, from, (at) => (at < 0 || at >= samples ? 0 : fadedOut(samples - at, fadeOut)))
      return mixed
    },
    close: async () => void (await Promise.all(files.map((file) => file.close()))),
  }
}

async function readLayer(
  file: FileHandle,
  { period }: BedLayer,
  from: number,
  count: number,
): Promise<Float32Array> {
  const out = new Float32Array(count * channels)
  for (let done = 0; done < count; ) {
    const at = from + done
    const within = Number.isFinite(period) ? ((at % period) + period) % period : at
    const length = Math.min(count - done, Number.isFinite(period) ? period - within : count)
    if (within >= 0) {
      const bytes = new Uint8Array(out.buffer, done * 4 * channels, length * 4 * channels)
      await file.read(bytes, 0, bytes.length, within * 4 * channels)
    }
    done += length
  }
  return out
}

function add(
  mixed: Float32Array,
  sound: Float32Array,
  { gain, pan, fadeIn, fadeOut }: BedLayer,
  from: number,
  samples: number,
) {
  const [stays, crosses] = sidesOf(pan)
  if (fadeIn > 0 || fadeOut > 0)
    shape(
      sound,
      from,
      (at) => Math.min(1, at / sampleRate / (fadeIn || 1e-9)) * fadedOut(samples - at, fadeOut),
    )
  // On which side it is, and so which of its own sides moves over.
  const [near, far] = pan > 0 ? [1, 0] : [0, 1]
  for (let at = 0; at < mixed.length; at += channels) {
    const moved = sound[at + far]!
    mixed[at + near]! += gain * (sound[at + near]! + moved * crosses)
    mixed[at + far]! += gain * moved * stays
  }
}

/** How much of the far side stays where it is, and how much of it crosses over: nothing of a sound is lost by placing it (as browsers do it). */
function sidesOf(pan: number): [stays: number, crosses: number] {
  const angle = (1 - Math.abs(pan)) * (Math.PI / 2)
  return [Math.sin(angle), Math.abs(pan) === 0 ? 0 : Math.cos(angle)]
}

function fadedOut(left: number, seconds: number): number {
  return seconds > 0 ? Math.min(1, Math.max(0, left / sampleRate / seconds)) : 1
}

function shape(sound: Float32Array, from: number, loud: (at: number) => number): void {
  for (let n = 0; n < sound.length / channels; n++) {
    const gain = loud(from + n)
    if (gain === 1) continue
    sound[n * channels]! *= gain
    sound[n * channels + 1]! *= gain
  }
}

function commonMultiple(a: number, b: number): number {
  if (!Number.isFinite(a) || !Number.isFinite(b)) return Number.POSITIVE_INFINITY
  let [x, y] = [a, b]
  while (y > 0) [x, y] = [y, x % y]
  const multiple = (a / x) * b
  return multiple > Number.MAX_SAFE_INTEGER ? Number.POSITIVE_INFINITY : multiple
}
