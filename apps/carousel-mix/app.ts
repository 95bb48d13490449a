import { defineAction, defineApp } from '../define-app.ts'
import { type CarouselInput, carouselInput } from './input.ts'
import { manifest } from './manifest.ts'
import { models } from './models.ts'
import { planCarousel } from './plan-carousel.ts'
import { runCarousel } from './run-carousel.ts'

export const carouselMix = defineApp({
  manifest,
  models,
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
        ...(brand.logo ? [{ assetId: brand.logo, path: ['brand', 'logo'], kinds: ['image' as const] }] : []),
      ],
      plan: planCarousel,
      run: runCarousel,
    }),
  },
})
