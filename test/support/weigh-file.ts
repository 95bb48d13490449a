/** What a test file of a place usually takes. */
const places: [place: string, seconds: number][] = [
  ['test/browser/', 33],
  ['test/faults/', 20],
  ['test/api/', 8],
  ['apps/', 5],
]

/** Files far above the others of their place. */
const heavy: Record<string, number> = {
  'apps/looping-flow/loops.test.ts': 44,
  'apps/looping-flow/options.test.ts': 40,
  'apps/video-mixer/mix-options.test.ts': 40,
  'apps/video-mixer/run-mix.test.ts': 35,
  'test/api/mix.test.ts': 36,
  'test/browser/apps-access.test.ts': 53,
  'test/browser/journeys.test.ts': 75,
  'test/browser/looping.test.ts': 42,
  'test/browser/mixer.test.ts': 75,
  'test/browser/pages.test.ts': 66,
  'test/browser/quota.test.ts': 65,
  'test/faults/killed-worker.test.ts': 56,
}

/** Seconds of processor time, roughly, that a test file takes. The heaviest begin first, so that nobody waits for one at the end. */
export function weighFile(file: string): number {
  return heavy[file] ?? places.find(([place]) => file.startsWith(place))?.[1] ?? 1
}
