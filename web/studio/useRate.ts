import { number } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import type { ModelOffer } from '../api-types.ts'
import { words } from './messages.ts'

/** A model's price in words: `2 kredit per video`, `5 kredit + 1/dtk`. */
export function useRate() {
  const t = useMessages(words)
  const { locale } = useLocale()
  return ({ price: { credits } }: ModelOffer): string =>
    [
      t('rate', { base: credits.base }),
      credits.perSecond ? t('ratePerSecond', { rate: rounded(credits.perSecond, locale) }) : '',
      credits.perMegapixel ? t('ratePerMegapixel', { rate: rounded(credits.perMegapixel, locale) }) : '',
      credits.per === 'video' ? t('rateVideo') : credits.per === 'set' ? t('rateSet') : '',
    ]
      .filter(Boolean)
      .join(' ')
}

function rounded(rate: number, locale: 'id' | 'en') {
  return number(Math.round(rate * 1000) / 1000, locale)
}
