import type { Manifest } from '../define-app.ts'

export const manifest: Manifest = {
  id: 'looping-flow',
  name: 'Looping Flow',
  tagline: {
    id: 'Klip beberapa detik jadi video berjam-jam tanpa sambungan terasa.',
    en: 'A clip of seconds becomes hours of video whose repeat nobody notices.',
  },
  icon: 'infinity',
  actions: ['generate'],
  status: 'ready',
}
