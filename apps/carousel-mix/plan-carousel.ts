import type { Use } from '#catalog/price.ts'
import { type Asset, InvalidInput } from '../define-app.ts'
import type { CarouselInput } from './input.ts'
import { countSets, optionsOf } from './options.ts'

/** What the run will use. Throws `InvalidInput` where a rule names what is not there, or that many different sets do not exist. */
export function planCarousel(input: CarouselInput, _assets: ReadonlyMap<string, Asset>): Use {
  refuseStrangers(input)
  optionsOf(input).forEach((options, at) => {
    if (options.length === 0)
      throw new InvalidInput(['positions', at], 'The rules leave nothing for this position.', {
        available: 0,
      })
  })
  const count = countSets(input)
  if (BigInt(input.sets) > count)
    throw new InvalidInput(
      ['sets'],
      count === 1n ? 'Only 1 different set exists.' : `Only ${count} different sets exist.`,
      { available: Number(count) },
    )
  return { outputs: input.sets }
}

function refuseStrangers({ positions, constraints }: CarouselInput): void {
  for (const kind of ['pair', 'exclude', 'weights'] as const)
    constraints[kind].forEach((rule, n) => {
      const position = positions[rule.position]
      const path = ['constraints', kind, n]
      if (!position) throw new InvalidInput([...path, 'position'], 'There is no such position.')
      if (!position.images.includes(rule.image))
        throw new InvalidInput([...path, 'image'], 'This position has no such picture.')
      if ('text' in rule && rule.text >= position.texts.length)
        throw new InvalidInput([...path, 'text'], 'This position has no such text.')
    })
}
