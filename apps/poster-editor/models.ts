import type { Model } from '../define-app.ts'

export const models: Model[] = [
  {
    key: 'poster-editor:inpaint-standard',
    name: 'Inpaint Standard',
    tier: 'free',
    provider: 'local',
    price: { base: 3, perMegapixel: { credits: 1, megapixels: 1 }, per: 'picture', quota: 1 },
    capabilities: { maxWidth: 2048, maxHeight: 2048 },
  },
  {
    key: 'poster-editor:inpaint-pro',
    name: 'Inpaint Pro',
    tier: 'pro',
    provider: 'fal',
    price: { base: 10, perMegapixel: { credits: 3, megapixels: 1 }, per: 'picture', quota: 2 },
    capabilities: { maxWidth: 4096, maxHeight: 4096 },
  },
  {
    key: 'poster-editor:super-resolution',
    name: 'Super Resolution',
    tier: 'enterprise',
    provider: 'fal',
    price: { base: 50, per: 'picture', quota: 5 },
    capabilities: { maxScale: 4, maxWidth: 3840, maxHeight: 3840 },
  },
]
