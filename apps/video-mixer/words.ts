import type { AppWords } from '../define-editor.ts'

/** What other pages say about mixes without loading the editor. */
export const mixerWords: AppWords = {
  results: (count, locale) =>
    locale === 'id' ? `${count} video` : `${count} ${count === 1 ? 'video' : 'videos'}`,
  stage: (stage, locale) => stages[locale][stage] ?? null,
  failure: (reason, locale) => failures[locale][reason] ?? null,
  recipe(recipe, locale) {
    const rows: [string, string][] = []
    const edits = Array.isArray(recipe.edits) ? recipe.edits : []
    if (edits.length > 0) rows.push([locale === 'id' ? 'Potongan' : 'Pieces', String(edits.length)])
    if (typeof recipe.seed === 'number')
      rows.push([locale === 'id' ? 'Nomor kocokan' : 'Shuffle number', String(recipe.seed)])
    return rows
  },
}

const stages: Record<'id' | 'en', Record<string, string>> = {
  id: {
    prepare: 'Menyiapkan klip',
    probe: 'Membaca klip',
    plan: 'Menyusun kombinasi',
    conform: 'Menyamakan klip',
    assemble: 'Merangkai video',
    verify: 'Memeriksa hasil',
    deliver: 'Menyimpan hasil',
  },
  en: {
    prepare: 'Preparing clips',
    probe: 'Reading clips',
    plan: 'Working out combinations',
    conform: 'Making clips match',
    assemble: 'Putting videos together',
    verify: 'Checking results',
    deliver: 'Saving results',
  },
}

const failures: Record<'id' | 'en', Record<string, string>> = {
  id: {
    black: 'Gambarnya hitam semua',
    frozen: 'Gambarnya diam',
    silent: 'Suaranya hilang',
    duration: 'Panjangnya tidak pas',
  },
  en: {
    black: 'The picture was all black',
    frozen: 'The picture stood still',
    silent: 'The sound was missing',
    duration: 'The length was off',
  },
}
