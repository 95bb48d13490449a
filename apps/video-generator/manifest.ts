import type { Manifest } from '../define-app.ts'

export const manifest: Manifest = {
  id: 'video-generator',
  name: 'Video Generator',
  tagline: {
    id: 'Dari satu kalimat atau satu foto produk jadi klip pendek.',
    en: 'One sentence or one product photo becomes a short clip.',
  },
  icon: 'movie',
  actions: ['generate'],
  status: 'coming',
}
