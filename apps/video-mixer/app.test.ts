import { clips } from '#test/media/clips.ts'
import { conformance } from '../app.conformance.ts'
import { videoMixer } from './app.ts'

conformance(videoMixer, {
  action: 'generate',
  input: {
    clips: [{ assetId: 'car' }, { assetId: 'bottle' }],
    outputs: 3,
    mix: { window: { kind: 'random', clipSeconds: 1.5 } },
    format: { aspect: '16:9', resolution: '480p', quality: 'low' },
    name: 'Promo "Lebaran" 🎉 / {n}',
  },
  assets: { car: clips.car, bottle: clips.bottle },
})
