import type { Model } from '../define-app.ts'
import { joinKinds } from './edit-list.ts'
import { limits } from './limits.ts'

export const models: Model[] = [
  {
    key: 'video-mixer:ffmpeg-standard',
    name: 'FFmpeg Standard',
    tier: 'free',
    provider: 'local',
    price: { base: 2, per: 'video', quota: 1 },
    capabilities: {
      maxOutputs: limits.outputs,
      maxClips: limits.clips,
      maxSourceSeconds: limits.sourceSeconds,
      maxSourceBytes: limits.sourceBytes,
      maxOutputSeconds: limits.outputSeconds,
      aspects: ['9:16', '1:1', '4:5', '16:9'],
      resolutions: ['480p', '720p', '1080p', '4k'],
      fps: [24, 30, 60],
      containers: ['mp4', 'webm'],
      transitions: ['cut', ...joinKinds, 'random'],
      maxTexts: limits.texts,
      maxEndCards: limits.endCards,
    },
  },
]
