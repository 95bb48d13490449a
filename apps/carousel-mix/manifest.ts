import type { Manifest } from '../define-app.ts'

export const manifest: Manifest = {
  id: 'carousel-mix',
  name: 'Carousel Mix',
  tagline: {
    id: 'Satu kumpulan foto dan teks jadi banyak carousel siap unggah.',
    en: 'One pool of pictures and texts becomes many finished carousels.',
  },
  icon: 'carousel-horizontal',
  actions: ['generate'],
  status: 'ready',
}
