import { Skeleton } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { AppIcon } from '#ui/AppIcon.tsx'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import type { AppSummary } from '../api-types.ts'
import { appsQuery, meQuery, modelsQuery } from '../queries.ts'
import { ErrorNotice } from '../shell/ErrorNotice.tsx'
import styles from './AppCards.module.css'
import { words } from './messages.ts'

/** The five apps. The ones that run stand first and large; the coming ones say so. */
export function AppCards() {
  const t = useMessages(words)
  const { data: apps, error, refetch } = useQuery(appsQuery)
  if (error) return <ErrorNotice error={error} onRetry={refetch} />
  const ready = apps?.filter(({ status }) => status !== 'coming') ?? []
  const coming = apps?.filter(({ status }) => status === 'coming') ?? []
  return (
    <section aria-label={t('apps')}>
      <ul className={styles.cards}>
        {!apps &&
          Array.from({ length: 5 }, (_, n) => (
            <Skeleton
              key={n}
              className={n === 0 ? styles.lead : undefined}
              height={n === 0 ? 176 : 132}
              radius="lg"
            />
          ))}
        {[...ready, ...coming].map((app) => (
          <AppCard key={app.id} app={app} />
        ))}
      </ul>
    </section>
  )
}

function AppCard({ app }: { app: AppSummary }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const coming = app.status === 'coming'
  const locked = app.lockedModels
  return (
    <li className={coming ? undefined : styles.lead}>
      <Link
        to="/studio/$app"
        params={{ app: app.id }}
        className={styles.card}
        data-coming={coming || undefined}
      >
        <span className={styles.icon}>
          <AppIcon name={app.icon} size={coming ? 24 : 30} />
        </span>
        <span className={styles.words}>
          <span className={styles.name}>{app.name}</span>
          <span className={styles.tagline}>
            {typeof app.tagline === 'string' ? app.tagline : app.tagline[locale]}
          </span>
          <span className={styles.facts}>
            {coming ? <span className={styles.soon}>{t('coming')}</span> : <PriceFrom app={app} />}
            {locked > 0 && (
              <span className={styles.locked}>
                <IconLock size={14} aria-hidden />
                {t('lockedSome', { count: locked })}
              </span>
            )}
          </span>
        </span>
      </Link>
    </li>
  )
}

/** In the unit the person pays with. */
function PriceFrom({ app }: { app: AppSummary }) {
  const t = useMessages(words)
  const { data: me } = useQuery(meQuery)
  const { data: models } = useQuery(modelsQuery(app.id))
  const open = models?.filter(({ accessible }) => accessible) ?? []
  if (!me || open.length === 0) return <span>&nbsp;</span>
  const quota = me.account.accountType === 'subscription'
  const count = Math.min(...open.map(({ price }) => (quota ? price.quota : price.credits.base)))
  const per = open.every(({ price }) => price.credits.per === 'video') ? t('perVideo') : ''
  return (
    <span className="num">
      {t(quota ? 'fromQuota' : 'from', { count })} {per}
    </span>
  )
}
