import type { CarouselInput } from './input.ts'
import { type Option, optionsOf } from './options.ts'
import { Seeded } from './seeded.ts'

/** One carousel: an option a position, and its place in the sequence of its seed; -1: kept from another one. */
export interface CarouselSet {
  place: number
  slides: Option[]
}

/**
 * The sets of a run: all different, every picture and text of a position used as often as any other, give or take one, sets kept from
 * another draw aside. The same input gives the same sets; keeping one changes no other. Asks for no more than `countSets` says exist.
 */
export function chooseSets(input: CarouselInput): CarouselSet[] {
  const { constraints, positions, sets } = input
  const skip = new Set(constraints.skip)
  const free = constraints.pair.length + constraints.exclude.length + constraints.weights.length === 0
  const sequence = free ? evenly(input) : sparingly(input)
  const chosen: CarouselSet[] = []
  const kept = new Map(keptOf(input).map((slides) => [keyOf(slides), slides]))
  const keptCovers = new Set([...kept.values()].map((slides) => keyOf(slides.slice(0, 1))))
  let missing = sets - kept.size
  let place = 0
  for (const slides of sequence) {
    const key = keyOf(slides)
    const again = constraints.uniqueCover && keptCovers.has(keyOf(slides.slice(0, 1)))
    const fresh = missing > 0 && !skip.has(place) && !again
    if (kept.delete(key)) chosen.push({ place, slides })
    else if (fresh) {
      chosen.push({ place, slides })
      missing--
    }
    place++
    // The first ones are where kept sets of this very draw stand.
    if (missing === 0 && (kept.size === 0 || place >= sets + skip.size)) break
  }
  const fromElsewhere = [...kept.values()].map((slides) => ({ place: -1, slides }))
  if (missing === 0) return [...fromElsewhere, ...chosen]
  throw new RangeError(`Only ${chosen.length} sets of ${positions.length} slides exist.`)
}

/** Kept sets that can still be made, no more than are asked for. */
function keptOf(input: CarouselInput): Option[][] {
  const { keep, uniqueCover } = input.constraints
  if (keep.length === 0) return []
  const options = optionsOf(input).map((list) => new Set(list.map((option) => keyOf([option]))))
  const covers = new Set<string>()
  const possible = keep.filter((slides) => {
    const cover = keyOf(slides.slice(0, 1))
    const fresh = !uniqueCover || !covers.has(cover)
    covers.add(cover)
    return (
      fresh &&
      slides.length === options.length &&
      slides.every((slide, at) => options[at]?.has(keyOf([slide])))
    )
  })
  return possible.slice(0, input.sets)
}

/**
 * Walks the product of all pools along a diagonal: step k takes member (k + ⌊(k mod period) / lcm⌋) mod n of a pool of n, where lcm
 * is the least common multiple of n and the size of the product before it, and the period their product. Each shift visits residues the last did not, so nothing repeats, and any
 * stretch from the start uses every member of a pool equally, give or take one.
 */
function* evenly(input: CarouselInput): Generator<Option[]> {
  const chance = new Seeded(input.seed)
  let before = 1n
  const pools = input.positions.flatMap(({ images, texts }, at) => {
    const pictures = chance.shuffled([...new Set(images)])
    const words = chance.shuffled(texts.map((_, n) => n).filter((n) => texts.indexOf(texts[n] ?? '') === n))
    return [pictures.length, words.length].map((length, kind) => {
      const size = BigInt(Math.max(1, length))
      const lcm = (before / gcd(before, size)) * size
      before *= size
      return { at, kind, size: Number(size), lcm, period: before, pictures, words }
    })
  })
  const covers = BigInt((pools[0]?.size ?? 1) * (pools[1]?.size ?? 1))
  const end = input.constraints.uniqueCover && covers < before ? covers : before
  for (let k = 0n; k < end; k++) {
    const slides: Option[] = input.positions.map(() => ({ image: '', text: null }))
    for (const { at, kind, size, lcm, period, pictures, words } of pools) {
      const member = Number((k + (k % period) / lcm) % BigInt(size))
      const slide = slides[at] as Option
      if (kind === 0) slide.image = pictures[member] ?? ''
      else slide.text = words[member] ?? null
    }
    yield slides
  }
}

/** Where pictures and texts depend on each other: always what was used least for its weight, and never the same set twice. */
function* sparingly(input: CarouselInput): Generator<Option[]> {
  const chance = new Seeded(input.seed)
  const options = optionsOf(input).map((list) => chance.shuffled(list))
  const weights = new Map(
    input.constraints.weights.map(({ position, image, weight }) => [`${position}/${image}`, weight]),
  )
  const uses = new Map<string, number>()
  const used = new Set<string>()
  const usesOf = (key: string) => uses.get(key) ?? 0
  const cost = (at: number, { image, text }: Option) =>
    (usesOf(`i/${at}/${image}`) + 1) / (weights.get(`${at}/${image}`) ?? 1) +
    usesOf(`t/${at}/${text}`) +
    usesOf(`o/${at}/${image}/${text}`) / 1000
  for (;;) {
    const ranked = options.map((list, at) => list.toSorted((a, b) => cost(at, a) - cost(at, b)))
    const slides = firstUnused(ranked, used, input.constraints.uniqueCover)
    if (!slides) return
    used.add(keyOf(slides))
    if (input.constraints.uniqueCover) used.add(keyOf(slides.slice(0, 1)))
    slides.forEach(({ image, text }, at) => {
      for (const key of [`i/${at}/${image}`, `t/${at}/${text}`, `o/${at}/${image}/${text}`])
        uses.set(key, usesOf(key) + 1)
    })
    yield slides
  }
}

function firstUnused(
  ranked: Option[][],
  used: ReadonlySet<string>,
  freshCover: boolean,
  taken: Option[] = [],
): Option[] | null {
  if (taken.length === ranked.length) return used.has(keyOf(taken)) ? null : taken
  for (const option of ranked[taken.length] ?? []) {
    if (freshCover && taken.length === 0 && used.has(keyOf([option]))) continue
    const whole = firstUnused(ranked, used, freshCover, [...taken, option])
    if (whole) return whole
  }
  return null
}

function keyOf(slides: Option[]): string {
  return JSON.stringify(slides.map(({ image, text }) => [image, text]))
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b)
}
