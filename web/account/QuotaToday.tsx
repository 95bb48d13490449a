import { Skeleton } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { date, number } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { api } from '../api.ts'
import { keys, quotaQuery } from '../queries.ts'
import { words } from './messages.ts'
import { QuotaByModel } from './QuotaByModel.tsx'
import { QuotaReset } from './QuotaReset.tsx'
import styles from './QuotaToday.module.css'
import { quotaState } from './quota-state.ts'

interface QuotaDay {
  day: string
  used: number
  limit: number
}

/** Today's allowance as a dial of light, when it is full again, what it went to, and the days before. */
export function QuotaToday() {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { data: quota } = useQuery(quotaQuery)
  const { data: past } = useQuery({
    queryKey: keys.quotaHistory,
    queryFn: ({ signal }) => api.get<{ history: QuotaDay[] }>('/api/quota/history', { signal }),
  })
  if (!quota) return <Skeleton height="22rem" radius="lg" />
  const { used, limit, remaining, resetAt } = quota
  const state = quotaState(quota)
  const left = limit > 0 ? (remaining / limit) * 100 : 0
  return (
    <section className={styles.quota} aria-labelledby="quota-today">
      <h2 id="quota-today">{t('quotaToday')}</h2>
      <div className={styles.main}>
        <div className={styles.dial}>
          <svg viewBox="0 0 120 120" aria-hidden focusable="false">
            <circle cx="60" cy="60" r="52" />
            <circle cx="60" cy="60" r="52" pathLength="100" strokeDasharray={`${left} 100`} />
          </svg>
          <p>
            <strong className="num">{number(remaining, locale)}</strong>
            <span>{t('quotaLeft', { limit })}</span>
          </p>
        </div>
        <div>
          {state !== 'ok' && (
            <p className={styles.state}>
              <IconAlertTriangle size={20} aria-hidden />
              {t(state === 'low' ? 'quotaLow' : 'quotaOut')}
            </p>
          )}
          <p className={styles.reset}>
            <QuotaReset resetAt={resetAt} />
          </p>
          <p className={styles.used}>{t('quotaUsed', { used, limit })}</p>
        </div>
      </div>
      <h3>{t('quotaBreakdown')}</h3>
      <QuotaByModel quota={quota} />
      {past && (
        <>
          <h3>{t('quotaHistory')}</h3>
          <ol className={styles.days}>
            {past.history.toReversed().map((day) => {
              const words = t('quotaDay', { day: date(day.day, locale), used: day.used, limit: day.limit })
              return (
                <li key={day.day} title={words}>
                  <span className={styles.hidden}>{words}</span>
                  <i
                    style={{ height: `${day.limit > 0 ? Math.min(100, (day.used / day.limit) * 100) : 0}%` }}
                  />
                </li>
              )
            })}
          </ol>
        </>
      )}
    </section>
  )
}
