import type { Model } from '../define-app.ts'

export const models: Model[] = [
  {
    key: 'carousel-mix:canvas-standard',
    name: 'Canvas Standard',
    tier: 'free',
    provider: 'local',
    price: { base: 1, per: 'set', quota: 1 },
    capabilities: { minSlides: 2, maxSlides: 10, types: ['png', 'jpg', 'pdf'] },
  },
]
