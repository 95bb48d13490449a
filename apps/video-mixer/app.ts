import { type AssetUse, defineAction, defineApp, definePreview } from '../define-app.ts'
import { type MixInput, mixInput } from './input.ts'
import { manifest } from './manifest.ts'
import { models } from './models.ts'
import { planMix } from './plan-mix.ts'
import { previewVariant } from './preview-variant.ts'
import { runMix } from './run-mix.ts'
import { type VariantQuestion, variantInput } from './variant-input.ts'

export const videoMixer = defineApp({
  manifest,
  models,
  previews: {
    variant: definePreview<VariantQuestion>({
      input: variantInput,
      assets: ({ mix }) => filesOf(mix).map((use) => ({ ...use, path: ['mix', ...use.path] })),
      look: async (question, studio) => ({ ...(await previewVariant(question, studio)) }),
    }),
  },
  actions: {
    generate: defineAction<MixInput>({
      input: mixInput,
      model: () => 'video-mixer:ffmpeg-standard',
      assets: filesOf,
      plan: planMix,
      run: runMix,
    }),
  },
})

function filesOf({ clips, sound, endCards }: MixInput): AssetUse[] {
  return [
    ...clips.map(
      ({ assetId }, n): AssetUse => ({ assetId, path: ['clips', n, 'assetId'], kinds: ['video'] }),
    ),
    ...endCards.map(
      (assetId, n): AssetUse => ({ assetId, path: ['endCards', n], kinds: ['image', 'video'] }),
    ),
    ...(sound.kind === 'music'
      ? [{ assetId: sound.assetId, path: ['sound', 'assetId'], kinds: ['audio', 'video'] } as AssetUse]
      : []),
  ]
}
