import { useQuery } from '@tanstack/react-query'
import { number } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import type { Quota } from '../api-types.ts'
import { words } from './messages.ts'
import { modelNamesQuery, nameOf } from './model-names.ts'
import styles from './QuotaByModel.module.css'

/** Which models took how much of today's quota, the hungriest first; what is held by running work counts. */
export function QuotaByModel({ quota }: { quota: Pick<Quota, 'breakdown' | 'limit'> }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { data: names } = useQuery(modelNamesQuery)
  const models = Object.entries(quota.breakdown).toSorted(([, a], [, b]) => b - a)
  if (models.length === 0) return <p className={styles.none}>{t('quotaUnused')}</p>
  return (
    <ul className={styles.models} aria-label={t('quotaBreakdown')}>
      {models.map(([key, units]) => {
        const { name, app } = nameOf(key, names)
        const share = quota.limit > 0 ? Math.min(100, (units / quota.limit) * 100) : 0
        return (
          <li key={key}>
            <span>
              {name} <small>{app}</small>
            </span>
            <strong className="num">{number(units, locale)}</strong>
            <i aria-hidden>
              <i style={{ width: `${share}%` }} />
            </i>
          </li>
        )
      })}
    </ul>
  )
}
