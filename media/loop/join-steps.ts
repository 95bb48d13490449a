import { channels } from '../ffmpeg/picture-format.ts'

/** Samples around a join that are looked at. */
const window = 32

/**
 * What the sound does from one sample to the next where it was joined, beside what it does anyway. Interleaved stereo, −1 to 1; `joins` in
 * samples. `over`: the largest step at a join above the 99.9th percentile of all steps, of full scale. `clicks`: whether that can be
 * heard: noise takes large steps everywhere, so a join is held against the largest steps of as many samples elsewhere.
 */
export function joinSteps(heard: Float32Array, joins: readonly number[]): { over: number; clicks: boolean } {
  const count = Math.floor(heard.length / channels)
  const step = (n: number) => {
    let largest = 0
    for (let channel = 0; channel < channels; channel++)
      largest = Math.max(
        largest,
        Math.abs(heard[n * channels + channel]! - heard[(n - 1) * channels + channel]!),
      )
    return largest
  }
  const largestFrom = (start: number) => {
    let largest = 0
    for (let n = Math.max(1, start); n < Math.min(count, start + window); n++)
      largest = Math.max(largest, step(n))
    return largest
  }

  const every = Math.max(1, Math.floor(count / 400_000))
  const steps = new Float32Array(Math.max(0, Math.ceil((count - 1) / every)))
  for (let n = 0; n < steps.length; n++) steps[n] = step(1 + n * every)
  const apart = Math.max(window, Math.floor(count / 20_000))
  const stretches = new Float32Array(Math.max(0, Math.ceil((count - window - 1) / apart)))
  for (let n = 0; n < stretches.length; n++) stretches[n] = largestFrom(1 + n * apart)

  const atJoins = Math.max(0, ...joins.map((join) => largestFrom(join - window / 2)))
  const unheard = 1.25 * mostOf(stretches) + 0.05
  return { over: Math.max(0, atJoins - mostOf(steps)), clicks: joins.length > 0 && atJoins > unheard }
}

/** The 99.9th percentile. */
function mostOf(values: Float32Array): number {
  return values.sort()[Math.floor(values.length * 0.999)] ?? 0
}
