import { UnstyledButton } from '@mantine/core'
import { IconCoins } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { number } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { Countdown } from '../account/Countdown.tsx'
import { meQuery } from '../queries.ts'
import styles from './Meter.module.css'
import { MeterButton } from './MeterButton.tsx'
import { words } from './messages.ts'

const MeterPopover = lazy(() => import('./MeterPopover.tsx').then((file) => ({ default: file.MeterPopover })))

/** What is left, in the header: credits for pay-as-you-go, today's quota for a subscriber, with what it went to behind it. */
export function Meter() {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { data: me } = useQuery(meQuery)
  const [asked, setAsked] = useState(false)
  if (!me) return null
  const { account, quota } = me
  if (account.accountType === 'subscription' && quota) {
    const face = { quota, tier: account.tier }
    return (
      <>
        <Countdown until={quota.resetAt}>{() => null}</Countdown>
        {asked ? (
          <Suspense fallback={<MeterButton {...face} />}>
            <MeterPopover {...face} me={me} />
          </Suspense>
        ) : (
          <MeterButton {...face} onClick={() => setAsked(true)} />
        )}
      </>
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
