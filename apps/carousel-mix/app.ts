import { defineAction, defineApp, definePreview } from '../define-app.ts'
import { type CarouselInput, carouselInput } from './input.ts'
import { type FontQuestion, fontQuestion, lookAtFont } from './look-at-font.ts'
import { manifest } from './manifest.ts'
import { models } from './models.ts'
import { ownFonts } from './own-fonts.ts'
import { planCarousel } from './plan-carousel.ts'
import { runCarousel } from './run-carousel.ts'

export const carouselMix = defineApp({
  manifest,
  models,
  previews: {
    font: definePreview<FontQuestion>({
      input: fontQuestion,
      assets: ({ font }) => [{ assetId: font, path: ['font'], kinds: ['font'] }],
      look: lookAtFont,
    }),
  },
  actions: {
    generate: defineAction<CarouselInput>({
      input: carouselInput,
      model: () => 'carousel-mix:canvas-standard',
      assets: ({ positions, brand }) => [
        ...positions.flatMap(({ images }, at) =>
          images.map((assetId, n) => ({
            assetId,
            path: ['positions', at, 'images', n],
            kinds: ['image' as const],
          })),
        ),
        ...ownFonts({ positions }).map((font) => ({ ...font, kinds: ['font' as const] })),
        ...(brand.logo ? [{ assetId: brand.logo, path: ['brand', 'logo'], kinds: ['image' as const] }] : []),
      ],
      plan: planCarousel,
      run: runCarousel,
    }),
  },
})
