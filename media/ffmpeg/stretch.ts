import type { Probe } from './probe.ts'

/** Part of a source, cut on the frames of the output: `from` and `frames` count at `fps` while it plays at `speed`. */
export interface Stretch {
  path: string
  source: Probe
  from: number
  frames: number
  fps: number
  speed: number
}

/**
 * Where to open the source, and what is left to skip from there. Opening a little early gives the filters the frame that is still
 * on screen when the stretch begins; whole seconds keep the arithmetic exact.
 */
export function openAt({ from, fps, speed, source }: Stretch): { seek: string[]; skip: number } {
  const starts = (from / fps) * speed
  const margin = (source.video?.fps ?? 0) >= 5 ? 0.5 : 3
  const opened = Math.floor(Math.max(0, starts - margin))
  return { seek: opened > 0 ? ['-ss', String(opened)] : [], skip: starts - opened }
}
