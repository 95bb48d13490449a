import type { InvalidInput } from '../define-app.ts'
import { limits } from './limits.ts'

/** Why a loop cannot be made, said to the person. */
export function complaintOf({ path, details }: Pick<InvalidInput, 'path' | 'details'>): {
  id: string
  en: string
} {
  const [field, , , inner] = path
  if ('shortest' in details)
    return { id: 'Klip perlu setidaknya setengah detik.', en: 'The clip needs at least half a second.' }
  if (field === 'trim' || field === 'loopPoint')
    return 'longest' in details
      ? {
          id: `Paling lama ${limits.longestClip} detik bisa diulang. Potong klipnya.`,
          en: `At most ${limits.longestClip} seconds can be looped. Trim the clip.`,
        }
      : { id: 'Potongannya di luar klip.', en: 'The trim lies outside the clip.' }
  if (field === 'clip') return { id: 'File ini tidak berisi video.', en: 'This file has no video.' }
  if (field === 'blendSeconds')
    return { id: 'Leburan lebih panjang dari setengah klip.', en: 'The blend is longer than half the clip.' }
  if (field === 'chapters')
    return {
      id: 'Bab harus berurutan dan sebelum akhir.',
      en: 'Chapters must be in order and before the end.',
    }
  if (field === 'sound' && 'longest' in details)
    return {
      id: 'Satu lapisan suara paling lama tiga jam.',
      en: 'A layer of sound may last three hours at most.',
    }
  if (field === 'sound' || inner === 'assetId')
    return { id: 'Salah satu lapisan tidak berisi suara.', en: 'One of the layers has no sound.' }
  return { id: 'Setelan ini tidak bisa dipakai.', en: 'These settings cannot be used.' }
}
