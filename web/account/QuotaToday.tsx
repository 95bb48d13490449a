import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { clock, date, number } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { api } from '../api.ts'
import { appName } from '../app-name.ts'
import { keys, quotaQuery } from '../queries.ts'
import { Countdown } from './Countdown.tsx'
import { words } from './messages.ts'
import styles from './QuotaToday.module.css'

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
  const { used, limit, remaining, resetAt, breakdown } = quota
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
          <p className={styles.reset}>
            <Countdown until={resetAt}>
              {(time) => t('quotaResets', { time: clock(resetAt, locale), left: t('hoursMinutes', time) })}
            </Countdown>
          </p>
          <p className={styles.used}>{t('quotaUsed', { used, limit })}</p>
          {breakdown && Object.keys(breakdown).length > 0 && (
            <dl className={styles.breakdown} aria-label={t('quotaBreakdown')}>
              {Object.entries(breakdown).map(([model, count]) => (
                <div key={model}>
                  <dt>{appName(model)}</dt>
                  <dd className="num">{number(count, locale)}</dd>
                </div>
              ))}
            </dl>
          )}
        </div>
      </div>
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
