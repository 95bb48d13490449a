import type { AppWords } from '../define-editor.ts'

/** What other pages say about loops without loading the editor. */
export const loopWords: AppWords = {
  results: (count, locale) =>
    locale === 'id' ? `${count} video panjang` : `${count} long ${count === 1 ? 'video' : 'videos'}`,
  stage: (stage, locale) => stages[locale][stage] ?? null,
  failure: (reason, locale) => failures.find(({ said }) => said.test(reason))?.[locale] ?? null,
  recipe(recipe, locale) {
    const rows: [string, string][] = []
    const style = styles[locale][String(recipe.style)]
    if (style) rows.push([locale === 'id' ? 'Sambungan' : 'Joint', style])
    if (typeof recipe.score === 'number')
      rows.push([locale === 'id' ? 'Nilai sambungan' : 'Joint score', `${recipe.score}/100`])
    if (typeof recipe.unitSeconds === 'number')
      rows.push([
        locale === 'id' ? 'Berulang tiap' : 'Repeats every',
        `${recipe.unitSeconds.toLocaleString(locale, { maximumFractionDigits: 1 })} ${locale === 'id' ? 'detik' : 's'}`,
      ])
    if (typeof recipe.loudness === 'number')
      rows.push([
        locale === 'id' ? 'Kerasnya suara' : 'Loudness',
        `${recipe.loudness.toLocaleString(locale)} LUFS`,
      ])
    return rows
  },
}

const styles: Record<'id' | 'en', Record<string, string>> = {
  id: { cut: 'Potong langsung', crossfade: 'Melebur', boomerang: 'Bolak-balik' },
  en: { cut: 'Straight cut', crossfade: 'Crossfade', boomerang: 'There and back' },
}

const stages: Record<'id' | 'en', Record<string, string>> = {
  id: {
    search: 'Mencari sambungan terbaik',
    unit: 'Membuat gambarnya',
    sound: 'Membuat suaranya',
    verify: 'Memeriksa hasil',
  },
  en: {
    search: 'Finding the best joint',
    unit: 'Making the picture',
    sound: 'Making the sound',
    verify: 'Checking the result',
  },
}

/** By what the check of a finished film says. */
const failures: { said: RegExp; id: string; en: string }[] = [
  { said: /black/, id: 'Gambarnya hitam semua', en: 'The picture was all black' },
  { said: /repeat shows/, id: 'Sambungannya terlihat', en: 'The joint could be seen' },
  { said: /clicks|sound is silent|too loud/, id: 'Suaranya tidak mulus', en: 'The sound was not smooth' },
  { said: /sound ends|frames, not/, id: 'Panjangnya tidak pas', en: 'The length was off' },
]
