import { countArrangements, factorial, listArrangements, openings, unlike } from './arrangements.ts'
import type { Clip } from './edit-list.ts'
import type { MixInput } from './input.ts'
import { inPoints, type Space, spaceOf, takes } from './space.ts'

/** Beyond this nobody counts on: the page says *more than a million*. */
const enough = 1_000_000n

/**
 * How many different videos there are to choose from: order × group pick × window × speed × look × transitions × texts × end cards, two
 * recipes for the same video counted once. Exact up to a million; then `exact` is false and `count` is a million. Needs clips that `checkClips` accepts.
 */
export function countVariants(input: MixInput, clips: readonly Clip[]): { count: number; exact: boolean } {
  const count = countSpace(spaceOf(input, clips))
  return count > enough ? { count: Number(enough), exact: false } : { count: Number(count), exact: true }
}

function countSpace(space: Space): bigint {
  const separable = space.length.kind === 'natural' || space.window.kind === 'whole'
  return (separable ? countSeparable(space) : countByPick(space)) * countExtras(space)
}

/** What is added to the clips is chosen whatever they are. */
function countExtras({ texts, cards }: Space): bigint {
  return BigInt(Math.max(1, texts.length)) * BigInt(Math.max(1, cards.length))
}

/** One kind or another from each clip to the next. */
function waysToJoin({ join, groups }: Space): bigint {
  return join ? BigInt(join.kinds.length) ** BigInt(groups.length - 1) : 1n
}

/** What one clip offers does not depend on the others, so the sums of each group multiply. */
function countSeparable(space: Space): bigint {
  const sum = (clips: readonly number[]) => clips.reduce((total, clip) => total + waysToPlay(space, clip), 0n)
  const all = space.groups.map(sum)
  const textOnly = space.groups.map((clips) => sum(clips.filter((clip) => space.clips[clip]?.hasText)))
  const looks = BigInt(space.looks)
  const picks = space.groups.map(([first]) => first as number)
  return (
    countArrangements(space, picks) *
    waysToJoin(space) *
    (looks * product(all) - (looks - 1n) * product(textOnly))
  )
}

/** A fixed length shares itself differently for every choice of clips, and so the room for windows differs. */
function countByPick(space: Space): bigint {
  let count = 0n
  for (const picks of everyPick(space.groups)) {
    count += countOfPick(space, picks, enough - count)
    if (count > enough) return count
  }
  return count
}

/** Videos that can be made of exactly these clips, without text and card. Stops counting somewhere beyond `limit`. */
export function countOfPick(space: Space, picks: readonly number[], limit = enough): bigint {
  const looks = picks.every((clip) => space.clips[clip]?.hasText) ? 1n : BigInt(space.looks)
  let count = 0n
  for (const { first, last, orders } of everyPairOfEnds(space, picks)) {
    const frames = takes(space, picks, { first, last })
    count +=
      looks *
      orders *
      waysToJoin(space) *
      product(picks.map((clip) => waysToPlay(space, clip, frames?.get(clip))))
    if (count > limit) return count
  }
  return count
}

function waysToPlay(space: Space, clip: number, take?: number): bigint {
  return space.speeds.reduce((ways, speed) => ways + BigInt(inPoints(space, clip, speed, take).count), 0n)
}

export function* everyPick(groups: Space['groups']): Generator<number[]> {
  const [first, ...rest] = groups
  if (!first) return yield []
  for (const others of everyPick(rest)) for (const clip of first) yield [clip, ...others]
}

interface Ends {
  first: number
  last: number
  /** How many orders begin and end with these two. */
  orders: bigint
}

/** Only `weighted` looks at the ends; anything else is one case that stands for all orders. */
function* everyPairOfEnds(space: Space, picks: readonly number[]): Generator<Ends> {
  const [one = 0] = picks
  const weighted = space.length.kind === 'fixed' && space.length.share === 'weighted'
  if (!weighted || picks.length < 2)
    return yield { first: one, last: picks.at(-1) ?? one, orders: countArrangements(space, picks) }
  if (space.order === 'kept')
    for (const order of listArrangements(space, picks))
      yield { first: order[0] ?? one, last: order.at(-1) ?? one, orders: 1n }
  else
    for (const first of openings(space, picks)) {
      const others = picks.filter((clip) => clip !== first)
      for (const last of unlike(space, others))
        yield {
          first,
          last,
          orders: ordersOf(
            space,
            others.filter((clip) => clip !== last),
          ),
        }
    }
}

function ordersOf(space: Space, clips: readonly number[]): bigint {
  const copies = Map.groupBy(clips, (clip) => space.clips[clip]?.content)
  return [...copies.values()].reduce(
    (orders, { length }) => orders / factorial(length),
    factorial(clips.length),
  )
}

function product(values: readonly bigint[]): bigint {
  return values.reduce((all, each) => all * each, 1n)
}
