import { clips } from '#test/media/clips.ts'
import { conformance } from '../app.conformance.ts'
import { loopingFlow } from './app.ts'

conformance(loopingFlow, {
  action: 'generate',
  input: {
    clip: 'car',
    seconds: 12,
    trim: { from: 0, to: 3 },
    format: { quality: 'small' },
    sound: { layers: [{ builtin: 'white' }] },
    title: 'Jalan "sore" 🎉',
  },
  assets: { car: clips.car },
  single: true,
})
