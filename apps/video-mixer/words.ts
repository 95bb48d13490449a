import type { AppWords } from '../define-editor.ts'

/** What other pages say about mixes without loading the editor. */
export const mixerWords: AppWords = {
  results: (count, locale) =>
    locale === 'id' ? `${count} video` : `${count} ${count === 1 ? 'video' : 'videos'}`,
  stage: (stage, locale) => stages[locale][stage] ?? null,
  failure: (reason, locale) => failures.find(({ said }) => said.test(reason))?.[locale] ?? null,
  recipe(recipe, locale) {
    const rows: [string, string][] = []
    const edits = Array.isArray(recipe.clips) ? recipe.clips : []
    if (edits.length > 0) rows.push([locale === 'id' ? 'Potongan' : 'Pieces', String(edits.length)])
    const [first] = edits as { text?: unknown }[]
    if (typeof first?.text === 'string') rows.push([locale === 'id' ? 'Tulisan' : 'Words', first.text])
    const nearest = recipe.nearest as { output?: unknown; distance?: unknown } | null | undefined
    if (typeof nearest?.output === 'number' && typeof nearest.distance === 'number') {
      const points = Math.round(nearest.distance * 100)
      rows.push(
        locale === 'id'
          ? ['Paling mirip', `Video ${nearest.output}, skor beda ${points} dari 100`]
          : ['Most alike', `Video ${nearest.output}, difference ${points} of 100`],
      )
    }
    if (typeof recipe.seed === 'number')
      rows.push([locale === 'id' ? 'Nomor kocokan' : 'Shuffle number', String(recipe.seed)])
    return rows
  },
}

const stages: Record<'id' | 'en', Record<string, string>> = {
  id: {
    starting: 'Membaca klip',
    conform: 'Menyamakan klip',
    assemble: 'Merangkai video',
    verify: 'Memeriksa hasil',
  },
  en: {
    starting: 'Reading clips',
    conform: 'Making clips match',
    assemble: 'Putting videos together',
    verify: 'Checking results',
  },
}

/** By what the check of a finished file says. */
const failures: { said: RegExp; id: string; en: string }[] = [
  { said: /black/, id: 'Gambarnya hitam semua', en: 'The picture was all black' },
  {
    said: /stands still/,
    id: 'Gambarnya diam dari awal sampai akhir',
    en: 'The picture stood still throughout',
  },
  { said: /sound is (missing|silent)/, id: 'Suaranya hilang', en: 'The sound was missing' },
  { said: /sound ends|frames, not|Frame \d+ comes/, id: 'Panjangnya tidak pas', en: 'The length was off' },
  { said: /picture/i, id: 'Gambarnya tidak bisa dibaca', en: 'The picture could not be read' },
]
