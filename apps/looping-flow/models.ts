import type { Model } from '../define-app.ts'

export const models: Model[] = [
  {
    key: 'looping-flow:ffmpeg-loop',
    name: 'FFmpeg Loop',
    tier: 'free',
    provider: 'local',
    price: { base: 2, perSecond: { credits: 1, seconds: 300 }, quota: 1 },
    capabilities: { maxSeconds: 12 * 3600 },
  },
]
