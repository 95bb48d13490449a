import type { InvalidInput } from '../define-app.ts'
import type { StudioAsset } from '../define-editor.ts'
import type { MixInput } from './input.ts'

interface Words {
  id: string
  en: string
}

/** What a rule refuses, said to the person who mixes: by the field it names. */
export function complaintOf(
  refusal: InvalidInput,
  mix: MixInput,
  assets: ReadonlyMap<string, StudioAsset>,
): Words {
  const { path, details } = refusal
  const [part, which] = path
  if (part === 'outputs') return tooMany(Number(details.available))
  if (part === 'length') return unfitLength(details)
  if (part === 'sound')
    return { id: 'File musik itu tidak ada suaranya.', en: 'That music file has no sound.' }
  if (part === 'endCards') {
    const name = assets.get(mix.endCards[Number(which)] ?? '')?.name ?? ''
    return {
      id: `${name} tidak bisa jadi penutup. Pilih gambar atau klip lain.`,
      en: `${name} cannot be an end card. Choose another picture or clip.`,
    }
  }
  if (part === 'mix' && which === 'transition') return longTransition(Number(details.longestSeconds))
  if (part === 'mix' && which === 'groups')
    return {
      id: 'Semua klip ada di satu grup. Pindahkan sebagian ke grup lain.',
      en: 'All clips are in one group. Move some to another.',
    }
  if (part === 'mix' && which === 'start')
    return {
      id: 'Klip pertama harus dari grup paling atas. Pilih yang lain.',
      en: 'The first clip must come from the top group. Choose another.',
    }
  if (part === 'clips') {
    const name = assets.get(mix.clips[Number(which)]?.assetId ?? '')?.name ?? ''
    return {
      id: `${name} tidak bisa dipakai begini: isinya sama dengan klip di grup lain, atau bukan video yang bisa dibaca.`,
      en: `${name} cannot be used like this: it is the same as a clip of another group, or no readable video.`,
    }
  }
  return { id: 'Setelannya tidak cocok satu sama lain.', en: refusal.message }
}

function tooMany(available: number): Words {
  return {
    id: `Hanya ${available} video berbeda yang mungkin. Kurangi jumlahnya atau tambah variasi.`,
    en: `Only ${available} different ${available === 1 ? 'video is' : 'videos are'} possible. Ask for fewer or allow more variety.`,
  }
}

function longTransition(longest: number): Words {
  if (!(longest >= 0.2))
    return {
      id: 'Ada klip yang terlalu pendek untuk transisi. Keluarkan klip itu atau pilih Langsung.',
      en: 'A clip is too short for a transition. Take it out or choose Cut.',
    }
  return {
    id: `Ada klip yang terlalu pendek. Transisi paling lama ${longest.toLocaleString('id')} detik.`,
    en: `A clip is too short. A transition may last ${longest.toLocaleString('en')} seconds at most.`,
  }
}

function unfitLength({ availableSeconds, neededSeconds }: Record<string, unknown>): Words {
  if (typeof neededSeconds === 'number')
    return {
      id: `Untuk transisi sebanyak ini, panjangnya paling sedikit ${Math.ceil(neededSeconds)} detik.`,
      en: `With so many transitions the length must be at least ${Math.ceil(neededSeconds)} seconds.`,
    }
  if (typeof availableSeconds !== 'number')
    return {
      id: 'Satu video bisa lebih dari satu jam. Tentukan panjangnya, atau ambil potongan.',
      en: 'One video could last more than an hour. Set a length, or take parts.',
    }
  const seconds = Math.floor(availableSeconds)
  return {
    id: `Klipmu hanya cukup untuk ${seconds} detik per video.`,
    en: `Your clips are enough for ${seconds} seconds a video.`,
  }
}
