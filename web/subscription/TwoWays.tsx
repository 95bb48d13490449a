import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { date, number } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { Panel } from '../account/Panel.tsx'
import type { SubscriptionStatus } from '../api-types.ts'
import { CancelDialog } from '../buying/CancelDialog.tsx'
import { catalogQuery } from '../pricing/catalog-query.ts'
import { meQuery } from '../queries.ts'
import { words } from './messages.ts'
import { graceUntil, type State, type Subscription, stateOf } from './subscription-state.ts'
import styles from './TwoWays.module.css'
import { usePaidUntil } from './use-paid-until.ts'
import { modelsBetween } from './what-opens.ts'

/** Paying as you go and subscribing side by side: which one holds, and what moving to the other does. */
export function TwoWays({ status }: { status: SubscriptionStatus }) {
  const t = useMessages(words)
  const { data: me } = useQuery(meQuery)
  const { locale } = useLocale()
  const { subscription, plan, isActive } = status
  const name = plan?.name ?? subscription?.planId ?? ''
  return (
    <Panel title={t('waysTitle')} text={t('waysText')}>
      <div className={styles.ways}>
        <Way title={t('payg')} here={!isActive}>
          <ul>
            <li>{t('paygCredits', { count: number(me?.credits ?? 0, locale) })}</li>
            <li>{t('paygModels')}</li>
            <li>{t('paygLimit')}</li>
          </ul>
          {isActive && subscription ? (
            <ToPayg subscription={subscription} status={status} credits={me?.credits ?? 0} />
          ) : (
            <Button component={Link} to="/account/credits" variant="default">
              {t('topUp')}
            </Button>
          )}
        </Way>
        <Way title={t('subscribed')} here={isActive}>
          <ul>
            <li>{t('subscribedQuota')}</li>
            <li>{t('subscribedModels')}</li>
            <li>{t('subscribedCredits')}</li>
          </ul>
          {isActive && subscription ? (
            <p className={styles.then}>{t('nowOn', { plan: name, count: subscription.dailyQuota })}</p>
          ) : (
            <>
              <p className={styles.then}>
                {stateOf(subscription) === 'pending' ? t('startsWhenPaid', { plan: name }) : t('toPlan')}
              </p>
              <Button component={Link} to="." search={true} hash="change" variant="default">
                {t('choosePlan')}
              </Button>
            </>
          )}
        </Way>
      </div>
    </Panel>
  )
}

/** Moving back to credits is cancelling; what that means differs by where the subscription stands. */
function ToPayg(props: { subscription: Subscription; status: SubscriptionStatus; credits: number }) {
  const { subscription, status, credits } = props
  const t = useMessages(words)
  const { locale } = useLocale()
  const [asked, setAsked] = useState(false)
  const { data: apps } = useQuery(catalogQuery)
  const paidUntil = usePaidUntil(subscription)
  const state = stateOf(subscription)
  const locked = apps ? modelsBetween(apps, 'free', status.tier).map(({ name }) => name) : []
  if (!isLive(state)) return null
  const until = state === 'grace' && subscription.endsAt ? graceUntil(subscription.endsAt) : paidUntil
  if (until === null && state !== 'free') return null
  const day = until === null ? '' : date(until, locale)
  return (
    <>
      <p className={styles.then}>{t(leaving[state], { date: day })}</p>
      <p className={styles.then}>
        {t('creditsKept', { count: number(credits, locale) })}{' '}
        {locked.length > 0 && t('locksThen', { names: locked.join(', ') })}
      </p>
      {state !== 'cancelled' && state !== 'ending' && (
        <Button variant="default" onClick={() => setAsked(true)}>
          {t('toPayg')}
        </Button>
      )}
      <CancelDialog
        opened={asked}
        until={state === 'active' ? day : ''}
        refundable={state === 'active'}
        onClose={() => setAsked(false)}
      />
    </>
  )
}

const leaving = {
  active: 'leaveLater',
  ending: 'leavesAlone',
  cancelled: 'leavesOn',
  grace: 'leavesUnpaid',
  free: 'leaveFree',
} as const

function isLive(state: State): state is keyof typeof leaving {
  return state in leaving
}

function Way({ title, here, children }: { title: string; here: boolean; children: ReactNode }) {
  const t = useMessages(words)
  return (
    <article className={styles.way} data-here={here || undefined}>
      <header>
        <h3>{title}</h3>
        {here && <span className={styles.tag}>{t('here')}</span>}
      </header>
      {children}
    </article>
  )
}
