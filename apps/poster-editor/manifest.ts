import type { Manifest } from '../define-app.ts'

export const manifest: Manifest = {
  id: 'poster-editor',
  name: 'Poster Editor',
  tagline: {
    id: 'Ganti tanggal, harga, atau nama di poster yang sudah jadi.',
    en: 'Change the date, price or name on a finished poster.',
  },
  icon: 'photo-edit',
  actions: ['quick-edit', 'batch-inpaint', 'enhance'],
  status: 'coming',
}
