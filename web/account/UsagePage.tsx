import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { EmptyState } from '#ui/EmptyState.tsx'
import { dateTime, number } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import type { Usage } from '../api-types.ts'
import { appName } from '../app-name.ts'
import { ErrorNotice } from '../shell/ErrorNotice.tsx'
import { CsvButton } from './CsvButton.tsx'
import ledger from './LedgerPanel.module.css'
import { words } from './messages.ts'
import { modelNamesQuery, nameOf } from './model-names.ts'
import { Panel } from './Panel.tsx'
import { UsageByModel } from './UsageByModel.tsx'
import styles from './UsagePage.module.css'
import { unitsByModel } from './units-by-model.ts'
import { usageByDay } from './usage-by-day.ts'
import { usageQuery } from './usage-query.ts'

const UsageChart = lazy(() => import('./UsageChart.tsx').then((file) => ({ default: file.UsageChart })))

/** Thirty days of use: what it came to, when, and run by run. */
export function UsagePage() {
  const t = useMessages(words)
  const { data: usages, error, refetch } = useQuery(usageQuery)
  return (
    <>
      <h1>{t('usage')}</h1>
      {error && <ErrorNotice error={error} onRetry={refetch} />}
      {!error && !usages && <Skeleton height="36rem" radius="lg" />}
      {usages?.length === 0 && (
        <EmptyState
          scene="queue"
          title={t('usageEmptyTitle')}
          text={t('usageEmptyText')}
          action={
            <Button component={Link} to="/studio">
              {t('usageEmptyButton')}
            </Button>
          }
        />
      )}
      {usages && usages.length > 0 && <Month usages={usages} />}
    </>
  )
}

function Month({ usages }: { usages: Usage[] }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const days = usageByDay(usages, Date.now())
  const units = [
    { unit: 'credits', label: t('usedCredits'), sum: days.reduce((sum, day) => sum + day.credits, 0) },
    { unit: 'quota', label: t('usedQuota'), sum: days.reduce((sum, day) => sum + day.quota, 0) },
  ] as const
  return (
    <>
      <p className={styles.text}>{t('usageText')}</p>
      {units
        .filter(({ sum }) => sum > 0)
        .map(({ unit, label, sum }) => (
          <figure key={unit} className={styles.chart}>
            <figcaption>
              <span>{label}</span>
              <strong className="num">{number(sum, locale)}</strong>
            </figcaption>
            <Suspense fallback={<Skeleton height={220} radius="md" />}>
              <UsageChart days={days} unit={unit} label={label} />
            </Suspense>
            <h2 className={styles.by}>{t('usageByModel')}</h2>
            <UsageByModel units={unitsByModel(usages, unit)} whole={sum} label={t('usageByModel')} />
          </figure>
        ))}
      <Runs usages={usages} />
    </>
  )
}

function Runs({ usages }: { usages: Usage[] }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const [shown, setShown] = useState(20)
  const { data: names } = useQuery(modelNamesQuery)
  return (
    <Panel
      title={t('usageList')}
      aside={
        <CsvButton
          file="lumiku-pemakaian.csv"
          head={[t('when'), t('app'), t('model'), t('usedCredits'), t('usedQuota')]}
          read={async () =>
            usages.map((one) => [one.at, appName(one.modelKey), one.modelKey, one.creditUsed, one.quotaUsed])
          }
        />
      }
    >
      <ol className={ledger.book}>
        {usages.slice(0, shown).map((one) => (
          <li key={one.generationId} className={ledger.line}>
            <span className={ledger.what}>
              {appName(one.modelKey)} <small>{nameOf(one.modelKey, names).name}</small>
            </span>
            <time dateTime={one.at} className={ledger.when}>
              {dateTime(one.at, locale)}
            </time>
            <span className={ledger.amount}>
              {one.usageType === 'credit'
                ? t('usageCredits', { count: one.creditUsed })
                : t('usageQuota', { count: one.quotaUsed })}
            </span>
          </li>
        ))}
      </ol>
      {shown < usages.length && (
        <Button variant="default" mt="md" onClick={() => setShown(shown + 50)}>
          {t('more')}
        </Button>
      )}
    </Panel>
  )
}
