import { defineAction, defineApp } from '../define-app.ts'
import { type MixInput, mixInput } from './input.ts'
import { manifest } from './manifest.ts'
import { models } from './models.ts'
import { planMix } from './plan-mix.ts'
import { runMix } from './run-mix.ts'

export const videoMixer = defineApp({
  manifest,
  models,
  actions: {
    generate: defineAction<MixInput>({
      input: mixInput,
      model: () => 'video-mixer:ffmpeg-standard',
      assets: ({ clips, sound, endCards }) => [
        ...clips.map(({ assetId }, n) => ({
          assetId,
          path: ['clips', n, 'assetId'],
          kinds: ['video' as const],
        })),
        ...endCards.map((assetId, n) => ({
          assetId,
          path: ['endCards', n],
          kinds: ['image' as const, 'video' as const],
        })),
        ...(sound.kind === 'music'
          ? [
              {
                assetId: sound.assetId,
                path: ['sound', 'assetId'],
                kinds: ['audio' as const, 'video' as const],
              },
            ]
          : []),
      ],
      plan: planMix,
      run: runMix,
    }),
  },
})
