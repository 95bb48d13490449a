import type { LoopTrack } from './loop-file.ts'

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
