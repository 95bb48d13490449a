import { join } from 'node:path'
import { conformance } from '../app.conformance.ts'
import { carouselMix } from './app.ts'

const photo = (name: string) => join(import.meta.dir, '../../test/media', name)

conformance(carouselMix, {
  action: 'generate',
  input: {
    positions: [
      { images: ['coffee', 'rocket'], texts: ['Ngopi dulu, *yuk!* ☕', 'Harga mulai Rp 25.000 saja'] },
      { images: ['chelsea'], texts: ['مرحبا بكم', '你好，世界'], style: { preset: 'playful' } },
    ],
    sets: 4,
    format: { aspect: '1:1' },
    captions: ['Ini takarirnya'],
  },
  assets: { coffee: photo('coffee.png'), rocket: photo('rocket.jpg'), chelsea: photo('chelsea.png') },
})
