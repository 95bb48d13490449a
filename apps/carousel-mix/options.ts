import type { CarouselInput } from './input.ts'

/** What one slide can be: a picture and a text, null where the position has none. */
export interface Option {
  image: string
  text: number | null
}

/** Every picture and text that may meet at each position, without repeats. */
export function optionsOf({ positions, constraints }: CarouselInput): Option[][] {
  return positions.map(({ images, texts }, at) => {
    const here = <T extends { position: number }>(list: readonly T[]) =>
      list.filter(({ position }) => position === at)
    const pairs = Map.groupBy(here(constraints.pair), ({ image }) => image)
    const excluded = new Set(here(constraints.exclude).map(({ image, text }) => `${image}/${text}`))
    const distinct = texts.map((_, n) => n).filter((n) => texts.indexOf(texts[n] ?? '') === n)
    return [...new Set(images)].flatMap((image) =>
      (distinct.length > 0 ? distinct : [null])
        .map((text): Option => ({ image, text }))
        .filter(({ text }) => {
          const allowed = pairs.get(image)
          return (!allowed || allowed.some((pair) => pair.text === text)) && !excluded.has(`${image}/${text}`)
        }),
    )
  })
}

/** How many different sets exist: the one number that the page, the check and the run share. */
export function countSets(input: CarouselInput): bigint {
  const options = optionsOf(input)
  const product = options.reduce((all, { length }) => all * BigInt(length), 1n)
  const covers = BigInt(options[0]?.length ?? 0)
  const most = input.constraints.uniqueCover && product > covers ? covers : product
  const skipped = new Set(input.constraints.skip.filter((place) => BigInt(place) < most)).size
  return most - BigInt(skipped)
}
