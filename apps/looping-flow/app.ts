import { type AssetUse, defineAction, defineApp, definePreview } from '../define-app.ts'
import { type LoopInput, loopInput } from './input.ts'
import { manifest } from './manifest.ts'
import { models } from './models.ts'
import { planRun } from './plan-run.ts'
import { previewSeam } from './preview-seam.ts'
import { runLoop } from './run-loop.ts'
import { type SeamQuestion, seamInput } from './seam-input.ts'

export const loopingFlow = defineApp({
  manifest,
  models,
  previews: {
    seam: definePreview<SeamQuestion>({
      input: seamInput,
      assets: ({ clip }) => [{ assetId: clip, path: ['clip'], kinds: ['video'] }],
      look: async (question, studio) => ({ ...(await previewSeam(question, studio)) }),
    }),
  },
  actions: {
    generate: defineAction<LoopInput>({
      input: loopInput,
      model: () => 'looping-flow:ffmpeg-loop',
      assets: (input) => [
        { assetId: input.clip, path: ['clip'], kinds: ['video'] },
        ...input.sound.layers.flatMap(({ assetId }, n): AssetUse[] =>
          assetId === undefined
            ? []
            : [{ assetId, path: ['sound', 'layers', n, 'assetId'], kinds: ['audio', 'video'] }],
        ),
      ],
      plan: planRun,
      run: runLoop,
    }),
  },
})
