import { isBundled } from '#media/image/families.ts'
import type { CarouselInput } from './input.ts'

/** Fonts of the person's own that styles name, with where they name them. */
export function ownFonts({ positions }: Pick<CarouselInput, 'positions'>): {
  assetId: string
  path: (string | number)[]
}[] {
  return positions.flatMap(({ style: { family } }, at) =>
    family === undefined || isBundled(family)
      ? []
      : [{ assetId: family, path: ['positions', at, 'style', 'family'] }],
  )
}
