import type { LoopTrack } from './loop-file.ts'

/** A stretch of samples that lie side by side: the unit in which the film is interleaved. */
export interface Chunk {
  /** Where it lies in the stored file. */
  stored: number
  bytes: number
  samples: number
}

/** Samples that are played. */
export function samplesOf({ runs }: Pick<LoopTrack, 'runs'>): number {
  return runs.reduce((sum, { count, times }) => sum + count * times, 0)
}

/** Ticks from the first sample to the end of the last, run-in included. */
export function ticksOf(track: LoopTrack): number {
  return (samplesOf(track) - 1) * track.delta + track.lastDelta
}

/** Seconds that are seen or heard. */
export function lengthOf(track: LoopTrack): number {
  return (ticksOf(track) - track.skip) / track.timescale
}
