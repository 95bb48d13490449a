import type { Manifest } from '../define-app.ts'

export const manifest: Manifest = {
  id: 'video-mixer',
  name: 'Video Mixer',
  tagline: {
    id: 'Beberapa klip jadi puluhan video yang benar-benar berbeda.',
    en: 'A handful of clips becomes dozens of honestly different videos.',
  },
  icon: 'arrows-shuffle',
  actions: ['generate'],
  status: 'ready',
}
