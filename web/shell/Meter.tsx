import { UnstyledButton } from '@mantine/core'
import { IconBolt, IconCoins } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { number } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { meQuery } from '../queries.ts'
import styles from './Meter.module.css'
import { words } from './messages.ts'

/** What is left, in the header: credits for pay-as-you-go, today's quota for a subscriber. Leads to where it is explained. */
export function Meter() {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { data: me } = useQuery(meQuery)
  if (!me) return null
  if (me.account.accountType === 'subscription' && me.quota) {
    const { remaining, limit } = me.quota
    return (
      <UnstyledButton
        component={Link}
        to="/account/subscription"
        className={styles.meter}
        aria-label={t('quotaLabel', { remaining, limit })}
      >
        <IconBolt size={18} aria-hidden />
        <span className="num">{t('quotaShort', { remaining, limit })}</span>
        <span className={styles.bar} aria-hidden>
          <span style={{ transform: `scaleX(${limit > 0 ? remaining / limit : 0})` }} />
        </span>
      </UnstyledButton>
    )
  }
  return (
    <UnstyledButton
      component={Link}
      to="/account/credits"
      className={styles.meter}
      aria-label={t('creditsLabel', { count: me.credits })}
    >
      <IconCoins size={18} aria-hidden />
      <span className="num">{number(me.credits, locale)}</span>
    </UnstyledButton>
  )
}
