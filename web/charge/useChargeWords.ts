import { number } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { appName } from '../app-name.ts'
import { appWords } from '../app-words.ts'
import { words as jobWords } from '../jobs/messages.ts'
import { words } from './messages.ts'
import { eachOf } from './outcome.ts'

/** How a receipt or a refusal names results, units and the model. */
export function useChargeWords(asked: {
  app: string
  modelKey: string
  rule: { model: { name: string } } | null
}) {
  const t = useMessages(words)
  const j = useMessages(jobWords)
  const { locale } = useLocale()
  const app = appWords(asked.app)
  const results = (count: number) => app?.results(count, locale) ?? number(count, locale)
  const units = (count: number, unit: 'credit' | 'quota') => t(unit, { count })
  return {
    results,
    units,
    count: (count: number) => number(count, locale),
    /** `3 video × 2 kredit`. */
    priced(cost: number, wanted: number, unit: 'credit' | 'quota') {
      const each = eachOf(cost, wanted)
      return each === null ? results(wanted) : t('times', { what: results(wanted), each: units(each, unit) })
    },
    failure: (reason: string) => app?.failure(reason, locale) ?? j('unknownFailure'),
    /** `Video Mixer · Standard`. */
    model: [appName(asked.modelKey), asked.rule?.model.name].filter(Boolean).join(' · '),
  }
}
