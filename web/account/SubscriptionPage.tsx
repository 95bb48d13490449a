import { Button, Group, Skeleton, Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { date, rupiah } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { TierBadge } from '#ui/TierBadge.tsx'
import { api } from '../api.ts'
import type { SubscriptionStatus } from '../api-types.ts'
import { PaymentsPanel } from '../buying/PaymentsPanel.tsx'
import { SubscriptionActions } from '../buying/SubscriptionActions.tsx'
import { keys, meQuery, subscriptionQuery } from '../queries.ts'
import { ErrorNotice } from '../shell/ErrorNotice.tsx'
import { words as more } from '../subscription/messages.ts'
import { NotSubscribed } from '../subscription/NotSubscribed.tsx'
import { PendingOrder } from '../subscription/PendingOrder.tsx'
import { PlanChange } from '../subscription/PlanChange.tsx'
import { graceUntil, type Subscription } from '../subscription/subscription-state.ts'
import { TwoWays } from '../subscription/TwoWays.tsx'
import { usePaidUntil } from '../subscription/use-paid-until.ts'
import { words } from './messages.ts'
import { QuotaToday } from './QuotaToday.tsx'
import styles from './SubscriptionPage.module.css'

/** Where the account stands, today's quota, what another plan would mean, both ways to pay, and what was paid. */
export function SubscriptionPage() {
  const t = useMessages(words)
  const { data, error, refetch } = useQuery(subscriptionQuery)
  return (
    <>
      <h1 className={styles.title}>{t('subscription')}</h1>
      {error && <ErrorNotice error={error} onRetry={refetch} />}
      {!error && !data && <Skeleton height="24rem" radius="lg" />}
      {data && (
        <>
          <PendingOrder of="plan" drops={data.subscription?.status === 'pending'} />
          {data.isActive ? <Live status={data} /> : <NotSubscribed status={data} />}
          <PlanChange status={data} />
          <TwoWays status={data} />
        </>
      )}
      <PaymentsPanel />
    </>
  )
}

function Live({ status: { subscription, plan, tier } }: { status: SubscriptionStatus }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const m = useMessages(more)
  if (!subscription) return null
  const grace = subscription.status === 'grace' && subscription.endsAt
  const facts = [
    { label: t('since'), value: subscription.startsAt && date(subscription.startsAt, locale) },
    { label: grace ? m('ended') : t('until'), value: <LastDay subscription={subscription} /> },
    {
      label: t('next'),
      value: !grace && subscription.nextPaymentAt && date(subscription.nextPaymentAt, locale),
    },
    { label: m('payBy'), value: grace && date(graceUntil(grace), locale) },
  ]
  const actions = <SubscriptionActions subscription={subscription} name={plan?.name ?? subscription.planId} />
  return (
    <>
      {grace && actions}
      <div className={styles.top}>
        <section className={styles.plan} data-tier={tier} aria-label={t('plan')}>
          <TierBadge tier={tier} />
          <h2>{plan?.name ?? subscription.planId}</h2>
          {plan && (
            <p className={styles.price}>
              {rupiah(plan.price)} {plan.billingCycle === 'yearly' ? t('perYear') : t('perMonth')}
            </p>
          )}
          <dl>
            {facts.map(
              ({ label, value }) =>
                value && (
                  <div key={label}>
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                  </div>
                ),
            )}
          </dl>
        </section>
        <QuotaToday />
      </div>
      <AfterQuota />
      {!grace && actions}
      <Group>
        <Button component={Link} to="/pricing" variant="default">
          {t('comparePlans')}
        </Button>
        <Button component={Link} to="/account/usage" variant="default">
          {m('usage')}
        </Button>
      </Group>
    </>
  )
}

/** A plan without an end still stops on the day another one follows. */
function LastDay({ subscription }: { subscription: Subscription }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const until = usePaidUntil(subscription)
  if (until) return date(until, locale)
  return subscription.scheduledPlanId ? <Skeleton width="6rem" height="1.25rem" /> : t('forever')
}

/** What happens when today's quota is used up: stop, or pay with credits. */
function AfterQuota() {
  const t = useMessages(words)
  const client = useQueryClient()
  const { data: me } = useQuery(meQuery)
  const choose = useMutation({
    mutationFn: (useCreditsAfterQuota: boolean) => api.patch('/api/me', { useCreditsAfterQuota }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.me }),
  })
  const chosen = choose.isPending ? choose.variables : Boolean(me?.account.useCreditsAfterQuota)
  return (
    <div className={styles.switch}>
      <Switch
        size="md"
        label={t('afterQuota')}
        description={t('afterQuotaText')}
        checked={chosen}
        onChange={(event) => choose.mutate(event.currentTarget.checked)}
      />
    </div>
  )
}
