import { Button, Skeleton, Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '#ui/EmptyState.tsx'
import { date, rupiah } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { TierBadge } from '#ui/TierBadge.tsx'
import { api } from '../api.ts'
import type { SubscriptionStatus } from '../api-types.ts'
import { PaymentsPanel } from '../buying/PaymentsPanel.tsx'
import { SubscriptionActions } from '../buying/SubscriptionActions.tsx'
import { keys, meQuery, subscriptionQuery } from '../queries.ts'
import { ErrorNotice } from '../shell/ErrorNotice.tsx'
import { words } from './messages.ts'
import { QuotaToday } from './QuotaToday.tsx'
import styles from './SubscriptionPage.module.css'

/** The plan, today's quota and how the month went. */
export function SubscriptionPage() {
  const t = useMessages(words)
  const { data, error, refetch } = useQuery(subscriptionQuery)
  return (
    <>
      <h1 className={styles.title}>{t('subscription')}</h1>
      {error && <ErrorNotice error={error} onRetry={refetch} />}
      {!error && !data && <Skeleton height="24rem" radius="lg" />}
      {data && (data.isActive ? <Live status={data} /> : <PayAsYouGo />)}
      <PaymentsPanel />
    </>
  )
}

function PayAsYouGo() {
  const t = useMessages(words)
  return (
    <EmptyState
      scene="ledger"
      title={t('noPlanTitle')}
      text={t('noPlanText')}
      action={
        <Button component={Link} to="/pricing">
          {t('comparePlans')}
        </Button>
      }
    />
  )
}

function Live({ status: { subscription, plan, tier } }: { status: SubscriptionStatus }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const facts = [
    { label: t('since'), value: subscription?.startsAt && date(subscription.startsAt, locale) },
    { label: t('until'), value: subscription?.endsAt ? date(subscription.endsAt, locale) : t('forever') },
    { label: t('next'), value: subscription?.nextPaymentAt && date(subscription.nextPaymentAt, locale) },
  ]
  return (
    <>
      <div className={styles.top}>
        <section className={styles.plan} data-tier={tier} aria-label={t('plan')}>
          <TierBadge tier={tier} />
          <h2>{plan?.name ?? subscription?.planId}</h2>
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
      {subscription && (
        <SubscriptionActions subscription={subscription} name={plan?.name ?? subscription.planId} />
      )}
      <Button component={Link} to="/pricing" variant="default">
        {t('comparePlans')}
      </Button>
    </>
  )
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
