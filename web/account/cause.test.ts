import { expect, test } from 'bun:test'
import { translate } from '#ui/i18n.tsx'
import { cause } from './cause.ts'
import { words } from './messages.ts'

const t = translate(words, 'id')
const mixer = 'video-mixer:ffmpeg-standard'

test('the sign-up gift is called by its name, and an operator’s grant by its reason', () => {
  expect(cause({ kind: 'grant', description: 'sign_up_bonus' }, t)).toBe('Hadiah daftar')
  expect(cause({ kind: 'grant', description: 'maaf atas gangguan' }, t)).toBe(
    'Kredit masuk: maaf atas gangguan',
  )
})

test('a run names its app, and what it spent once it is over', () => {
  expect(cause({ kind: 'hold', description: mixer }, t)).toBe('Ditahan untuk Video Mixer')
  expect(cause({ kind: 'settle', description: mixer, spent: 14 }, t)).toBe(
    'Video Mixer selesai: 14 kredit terpakai',
  )
  expect(cause({ kind: 'release', description: mixer }, t)).toBe('Dikembalikan dari Video Mixer')
})

test('a kind this page has not heard of shows what the books say', () => {
  expect(cause({ kind: 'unheard of' as never, description: 'bonus lebaran' }, t)).toBe('bonus lebaran')
})

test('what ran out and what a refund took are said as such', () => {
  expect(cause({ kind: 'expire', description: 'sign_up_bonus' }, t)).toBe('Kedaluwarsa: Hadiah daftar')
  expect(cause({ kind: 'take_back', description: 'topup-1500' }, t)).toBe('Ditarik untuk pengembalian dana')
})
