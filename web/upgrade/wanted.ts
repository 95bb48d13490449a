import type { Attempt } from '../buying/interrupted.ts'

/** What the run would have been, for words and for the ways out. */
export interface Wanted {
  app: string
  credits: number
  quota: number
  results: number
  /** `3 video`. */
  say(results: number): string
  /** The start itself, where there was one: once its funds are bought it goes on. */
  attempt?: Attempt
}
