import type { Model } from '../define-app.ts'

export const models: Model[] = [
  {
    key: 'video-generator:wan2.2',
    name: 'Wan 2.2',
    tier: 'free',
    provider: 'fal',
    price: { base: 5, perSecond: { credits: 1, seconds: 1 }, quota: 1 },
    capabilities: {
      seconds: [5],
      resolutions: ['480p', '720p'],
      aspects: ['16:9', '9:16', '1:1'],
      from: ['text', 'image'],
    },
  },
  {
    key: 'video-generator:veo2',
    name: 'Veo 2',
    tier: 'basic',
    provider: 'fal',
    price: { base: 10, perSecond: { credits: 2, seconds: 1 }, quota: 1 },
    capabilities: {
      seconds: [4, 6, 8],
      resolutions: ['720p', '1080p'],
      aspects: ['16:9', '9:16'],
      from: ['text', 'image'],
    },
  },
  {
    key: 'video-generator:kling-2.5',
    name: 'Kling 2.5',
    tier: 'pro',
    provider: 'fal',
    price: { base: 20, perSecond: { credits: 3, seconds: 1 }, quota: 2 },
    capabilities: {
      seconds: [5, 10],
      resolutions: ['720p', '1080p'],
      aspects: ['16:9', '9:16', '1:1'],
      from: ['text', 'image', 'end-frame'],
    },
  },
  {
    key: 'video-generator:veo3',
    name: 'Veo 3',
    tier: 'enterprise',
    provider: 'fal',
    price: { base: 50, perSecond: { credits: 5, seconds: 1 }, quota: 3 },
    capabilities: {
      seconds: [4, 6, 8],
      resolutions: ['720p', '1080p', '4k'],
      aspects: ['16:9', '9:16'],
      from: ['text', 'image', 'first-frame', 'last-frame'],
      audio: true,
    },
  },
  {
    key: 'video-generator:motion',
    name: 'Motion',
    tier: 'free',
    provider: 'local',
    price: { base: 2, perSecond: { credits: 0.2, seconds: 1 }, quota: 1 },
    capabilities: {
      minSeconds: 3,
      maxSeconds: 15,
      resolutions: ['720p', '1080p'],
      aspects: ['9:16', '1:1', '4:5', '16:9'],
      from: ['image', 'title'],
      ai: false,
    },
  },
]
