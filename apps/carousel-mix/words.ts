import type { AppWords } from '../define-editor.ts'

/** What other pages say about carousels without loading the editor. */
export const carouselWords: AppWords = {
  results: (count, locale) => (locale === 'id' ? `${count} set` : `${count} ${count === 1 ? 'set' : 'sets'}`),
  stage: (stage, locale) => stages[locale][stage] ?? null,
  failure: (reason, locale) => failures.find(({ said }) => said.test(reason))?.[locale] ?? null,
  recipe(recipe, locale) {
    const slides = Array.isArray(recipe.slides) ? recipe.slides : []
    const rows: [string, string][] = [['Slide', String(slides.length)]]
    const lowest = Math.min(
      ...slides.map(({ contrast }) => (typeof contrast === 'number' ? contrast : Number.POSITIVE_INFINITY)),
    )
    if (Number.isFinite(lowest))
      rows.push([locale === 'id' ? 'Kontras terendah' : 'Lowest contrast', `${lowest} : 1`])
    const warned = slides.filter(
      ({ warnings }) => Array.isArray(warnings) && warnings.includes('truncated'),
    ).length
    const covered = slides.filter(
      ({ warnings }) => Array.isArray(warnings) && warnings.some((one) => /^covered-/.test(String(one))),
    ).length
    if (covered > 0)
      rows.push([locale === 'id' ? 'Teks tertutup tombol' : 'Texts under buttons', String(covered)])
    if (warned > 0) rows.push([locale === 'id' ? 'Teks terpotong' : 'Texts cut short', String(warned)])
    return rows
  },
  says({ slides }, { positions }) {
    if (!Array.isArray(slides) || !Array.isArray(positions)) return []
    return slides.map((slide, at) => String(positions[at]?.texts?.[slide?.text] ?? '').replaceAll('*', ''))
  },
}

const stages: Record<'id' | 'en', Record<string, string>> = {
  id: { starting: 'Membaca foto', draw: 'Menggambar slide', verify: 'Memeriksa hasil' },
  en: { starting: 'Reading pictures', draw: 'Drawing slides', verify: 'Checking results' },
}

const failures: { said: RegExp; id: string; en: string }[] = [
  { said: /blank/, id: 'Slidenya kosong', en: 'A slide was blank' },
  {
    said: /stopped unexpectedly/,
    id: 'Penggambarannya terhenti, coba lagi',
    en: 'Drawing was cut off, try again',
  },
  { said: /leaves its box/, id: 'Teksnya tidak muat', en: 'A text did not fit' },
  {
    said: /font/,
    id: 'Fontnya tidak bisa dipakai menggambar',
    en: 'The font could not be drawn with',
  },
  {
    said: /cannot be read/,
    id: 'Fotonya tidak bisa dibaca',
    en: 'A picture could not be read',
  },
]
