import type { Studio } from '../define-app.ts'

/** Adds up the progress of stages that may run side by side, and tells how long the rest will take. */
export function openStages(studio: Pick<Studio, 'progress'>, now: () => number = Date.now) {
  const began = now()
  const done = new Map<string, number>()
  let told = 0
  return {
    /** The stage's own progress, 0–1, as `share` of the whole. */
    of: (stage: string, share: number) => (fraction: number) => {
      done.set(stage, share * Math.min(1, fraction))
      const sum = [...done.values()].reduce((all, each) => all + each, 0)
      // A hundredth at a time is as often as anybody looks.
      if (sum < told + 0.01) return
      told = Math.min(0.99, sum)
      const eta = told > 0.1 ? ((now() - began) / 1000) * (1 / told - 1) : undefined
      studio.progress({ fraction: told, stage, ...(eta !== undefined && { eta: Math.ceil(eta) }) })
    },
    end: () => studio.progress({ fraction: 1, stage: 'verify' }),
  }
}
