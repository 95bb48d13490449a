import type { Seeded } from './seeded.ts'
import type { Space } from './space.ts'

/** How many orders of these clips make different videos: clips of equal content change places unnoticed. */
export function countArrangements(space: Space, picks: readonly number[]): bigint {
  if (space.order === 'kept') return BigInt(keptOrders(space, picks).length)
  const { rest } = opening(space, picks)
  const copies = [...Map.groupBy(rest, (clip) => contentOf(space, clip)).values()]
  return copies.reduce((orders, { length }) => orders / factorial(length), factorial(rest.length))
}

/** Every such order once. */
export function* listArrangements(space: Space, picks: readonly number[]): Generator<number[]> {
  if (space.order === 'kept') return yield* keptOrders(space, picks)
  const { first, rest } = opening(space, picks)
  for (const order of orders(space, rest)) yield [...first, ...order]
}

/** One of them by chance, each as likely as any other, starting with a clip of `startWith` where that is given. */
export function drawArrangement(
  space: Space,
  picks: readonly number[],
  chance: Seeded,
  startWith?: readonly number[],
): number[] {
  if (space.order === 'kept') {
    const kept = keptOrders(space, picks)
    const wanted = kept.filter(([first]) => first !== undefined && startWith?.includes(first))
    return chance.pick(wanted.length > 0 ? wanted : kept)
  }
  const { first, rest } = opening(space, picks)
  if (first.length > 0 || !startWith) return [...first, ...chance.shuffled(rest)]
  const start = chance.pick(startWith)
  return [start, ...chance.shuffled(rest.filter((clip) => clip !== start))]
}

/** The clips that may come first. */
export function openings(space: Space, picks: readonly number[]): number[] {
  if (space.order === 'kept') return keptOrders(space, picks).map(([first]) => first as number)
  const { first, rest } = opening(space, picks)
  return first.length > 0 ? first : unlike(space, rest)
}

function keptOrders(space: Space, picks: readonly number[]): number[][] {
  const everyGroupFixed = space.groups.every(({ length }) => length === 1)
  if (space.start === 'any' || !everyGroupFixed) return [[...picks]]
  if (typeof space.start === 'number') return [withFirst(picks, space.start)]
  const seen = new Set<string>()
  return picks
    .map((clip) => withFirst(picks, clip))
    .filter((order) => {
      const contents = order.map((clip) => contentOf(space, clip)).join('|')
      return !seen.has(contents) && seen.add(contents)
    })
}

function* orders(space: Space, rest: readonly number[]): Generator<number[]> {
  if (rest.length === 0) return yield []
  for (const first of unlike(space, rest))
    for (const others of orders(
      space,
      rest.filter((clip) => clip !== first),
    ))
      yield [first, ...others]
}

function opening(space: Space, picks: readonly number[]): { first: number[]; rest: number[] } {
  const { start } = space
  if (typeof start !== 'number' || !picks.includes(start)) return { first: [], rest: [...picks] }
  return { first: [start], rest: picks.filter((clip) => clip !== start) }
}

function withFirst(picks: readonly number[], first: number): number[] {
  return [first, ...picks.filter((clip) => clip !== first)]
}

/** One clip of each content. */
export function unlike(space: Space, clips: readonly number[]): number[] {
  return [...Map.groupBy(clips, (clip) => contentOf(space, clip)).values()].map(([first]) => first as number)
}

export function contentOf({ clips }: Space, clip: number): string {
  return clips[clip]?.content ?? ''
}

export function factorial(n: number): bigint {
  return n < 2 ? 1n : BigInt(n) * factorial(n - 1)
}
