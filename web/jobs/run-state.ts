import type { Generation } from '../api-types.ts'

export function isActive(run: Generation): boolean {
  return run.status === 'queued' || run.status === 'running'
}

/** `partial`: it ended well, but not everything asked for was made. */
export function outcomeOf(run: Generation): Generation['status'] | 'partial' {
  const failures = run.failures?.length ?? 0
  return run.status === 'succeeded' && failures > 0 ? 'partial' : run.status
}

/** Results asked for; older answers that do not say are taken at their outputs. */
export function wantedOf(run: Generation): number {
  return run.outputsWanted ?? Math.max(run.outputs.length, 1)
}

/** Every result's place: made, failed with its reason, or still to come. A made one may have been deleted since. */
export type Slot =
  | { at: number; kind: 'made'; output: Generation['outputs'][number] }
  | { at: number; kind: 'failed'; reason: string }
  | { at: number; kind: 'pending' | 'given_back' | 'deleted' }

export function slotsOf(run: Generation): Slot[] {
  return Array.from({ length: wantedOf(run) }, (_, at): Slot => {
    const output = run.outputs.find((one, n) => (one.position ?? n) === at)
    if (output) return { at, kind: 'made', output }
    const failure = run.failures?.find(({ position }) => position === at)
    if (failure) return { at, kind: 'failed', reason: failure.reason }
    if (isActive(run)) return { at, kind: 'pending' }
    return { at, kind: run.status === 'succeeded' ? 'deleted' : 'given_back' }
  })
}

/**
 * The places worth showing: everything made or failed, the next few to come, nothing that was given back. `more` says how
 * many still to come are left out.
 */
export function shownSlots(run: Generation, ahead = 6): { slots: Slot[]; more: number } {
  const slots = slotsOf(run).filter(({ kind }) => kind !== 'given_back')
  const later = new Set(slots.filter(({ kind }) => kind === 'pending').slice(ahead))
  return { slots: slots.filter((slot) => !later.has(slot)), more: later.size }
}

/** Whole seconds between two ISO times, or until `now`. */
export function secondsBetween(from: string, to: string | null | undefined, now: number): number {
  return Math.max(0, Math.round(((to ? Date.parse(to) : now) - Date.parse(from)) / 1000))
}
