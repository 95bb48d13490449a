import { Button, Skeleton } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { number } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { QuotaMeter } from '#ui/QuotaMeter.tsx'
import { TierBadge } from '#ui/TierBadge.tsx'
import { QuotaReset } from '../account/QuotaReset.tsx'
import { quotaState } from '../account/quota-state.ts'
import { appsQuery, meQuery } from '../queries.ts'
import styles from './FundsCard.module.css'
import { words } from './messages.ts'

/** Credits for pay-as-you-go; today's quota for a subscriber. */
export function FundsCard() {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { data: me } = useQuery(meQuery)
  const { data: apps } = useQuery(appsQuery)
  if (!me) return <Skeleton height={220} radius="lg" />
  const { quota, account } = me
  if (account.accountType === 'subscription' && quota) {
    const state = quotaState(quota)
    return (
      <section className={styles.card} aria-label={t('quotaToday')}>
        <p className={styles.label}>
          {t('quotaToday')} <TierBadge tier={account.tier} />
        </p>
        <p className={styles.amount}>
          <b>{number(quota.remaining, locale)}</b> {t('quotaLeft', { limit: number(quota.limit, locale) })}
        </p>
        <QuotaMeter used={quota.used} limit={quota.limit} label={t('quotaToday')} />
        {state !== 'ok' && (
          <p className={styles.low}>
            <IconAlertTriangle size={18} aria-hidden />
            {t(state === 'low' ? 'quotaLow' : 'quotaOut')}
          </p>
        )}
        <p className={styles.text}>
          <QuotaReset resetAt={quota.resetAt} />
        </p>
        <Button component={Link} to="/account/subscription" variant="default" fullWidth mt="auto">
          {t('quotaLink')}
        </Button>
      </section>
    )
  }
  const each = apps?.find(({ id }) => id === 'video-mixer')?.priceFrom
  const videos = each ? Math.floor(me.credits / each) : null
  return (
    <section className={styles.card} aria-label={t('credits')}>
      <p className={styles.label}>
        {t('credits')} <TierBadge tier={account.tier} />
      </p>
      <p className={styles.amount}>
        <b>{number(me.credits, locale)}</b> {t('creditsHave', { count: me.credits })}
      </p>
      <p className={styles.text}>
        {videos === null ? '\u00a0' : videos > 0 ? t('creditsWorth', { count: videos }) : t('creditsNone')}
      </p>
      <Button component={Link} to="/account/credits" variant="default" fullWidth mt="auto">
        {t('creditsLink')}
      </Button>
    </section>
  )
}
