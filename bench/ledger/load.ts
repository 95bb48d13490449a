/** What a load of requests came to. Times in milliseconds. */
export interface Load {
  perSecond: number
  p50: number
  p95: number
  p99: number
  errors: number
  count: number
}

/** Runs `total` pieces of work by so many callers, each doing one at a time. A piece that throws is an error. */
export async function load(
  callers: number,
  total: number,
  work: (i: number, caller: number) => Promise<unknown>,
): Promise<Load> {
  const times: number[] = []
  let next = 0
  let errors = 0
  const begun = performance.now()
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      while (next < total) {
        const i = next++
        const at = performance.now()
        await work(i, caller).catch(() => {
          errors += 1
        })
        times.push(performance.now() - at)
      }
    }),
  )
  const seconds = (performance.now() - begun) / 1000
  times.sort((a, b) => a - b)
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0
  return { perSecond: total / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99), errors, count: total }
}

/** Runs loads in turns, so that whatever else the machine does hits all alike, and keeps the middle one of each by throughput. */
export async function inTurns<Names extends string>(
  rounds: number,
  loads: Record<Names, () => Promise<Load>>,
): Promise<Record<Names, Load>> {
  const names = Object.keys(loads) as Names[]
  const all = Object.fromEntries(names.map((name) => [name, [] as Load[]])) as Record<Names, Load[]>
  for (let round = 0; round < rounds; round++) for (const name of names) all[name].push(await loads[name]())
  return Object.fromEntries(
    names.map((name) => {
      const sorted = all[name].toSorted((a, b) => a.perSecond - b.perSecond)
      const errors = sorted.reduce((sum, each) => sum + each.errors, 0)
      return [name, { ...sorted[Math.floor(sorted.length / 2)]!, errors }]
    }),
  ) as Record<Names, Load>
}
