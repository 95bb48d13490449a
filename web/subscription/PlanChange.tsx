import { Button, SegmentedControl, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { date, rupiah } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { Panel } from '../account/Panel.tsx'
import type { Plan, SubscriptionStatus } from '../api-types.ts'
import { CheckoutDialog } from '../buying/CheckoutDialog.tsx'
import type { Wish } from '../buying/wish.ts'
import { type Cycle, shownPlans } from '../pricing/shown-plans.ts'
import { plansQuery } from '../queries.ts'
import { ErrorNotice } from '../shell/ErrorNotice.tsx'
import { ChangePreview } from './ChangePreview.tsx'
import { type Change, changeQuery } from './change-query.ts'
import { words } from './messages.ts'
import styles from './PlanChange.module.css'
import { PlanChoice } from './PlanChoice.tsx'

/** Another plan: choose it, see what it means to the rupiah and the day, then order it. The choice lives in the address. */
export function PlanChange({ status }: { status: SubscriptionStatus }) {
  const t = useMessages(words)
  const navigate = useNavigate()
  const search: { cycle?: unknown; plan?: unknown } = useSearch({ strict: false })
  const { data: plans, error, refetch } = useQuery(plansQuery)
  const current = status.isActive ? status.subscription?.planId : undefined
  const runsYearly = plans?.find(({ planId }) => planId === current)?.billingCycle === 'yearly'
  const cycle: Cycle =
    search.cycle === 'yearly' || (search.cycle === undefined && runsYearly) ? 'yearly' : 'monthly'
  const shown = plans && shownPlans(plans, cycle)
  const chosen = shown?.find(({ planId }) => planId === search.plan && planId !== current)
  const ask = (change: object) =>
    navigate({
      to: '.',
      search: (before: object) => ({ ...before, ...change }),
      replace: true,
      resetScroll: false,
    } as Parameters<typeof navigate>[0])
  return (
    <div id="change" className={styles.place}>
      <Panel
        title={t(status.isActive ? 'changeTitle' : 'startTitle')}
        text={t(status.isActive ? 'changeText' : 'startText')}
        aside={
          <SegmentedControl
            size="md"
            aria-label={t('cycle')}
            value={cycle}
            onChange={(next) => ask({ cycle: next, plan: undefined })}
            data={[
              { value: 'monthly', label: t('monthly') },
              { value: 'yearly', label: t('yearly') },
            ]}
          />
        }
      >
        {error && <ErrorNotice error={error} onRetry={refetch} level={3} />}
        {!error && !shown && <Skeleton height="22rem" radius="lg" />}
        {shown && (
          <div className={styles.both}>
            <PlanChoice
              plans={shown}
              cycle={cycle}
              current={current}
              scheduled={status.subscription?.scheduledPlanId}
              value={chosen?.planId}
              onChange={(planId) => ask({ plan: planId })}
            />
            {chosen ? (
              <Meaning key={chosen.planId} plan={chosen} status={status} />
            ) : (
              <p className={styles.hint}>{t('chooseFirst')}</p>
            )}
          </div>
        )}
      </Panel>
    </div>
  )
}

function Meaning({ plan, status }: { plan: Plan; status: SubscriptionStatus }) {
  const t = useMessages(words)
  const { data, error, refetch } = useQuery(changeQuery(plan.planId, status.isActive))
  const [wish, setWish] = useState<Wish | null>(null)
  if (error) return <ErrorNotice error={error} onRetry={refetch} level={3} />
  if (!data) return <Skeleton height="26rem" radius="lg" />
  return (
    <div className={styles.meaning}>
      <ChangePreview plan={plan} change={data} status={status} />
      {plan.planId === status.subscription?.scheduledPlanId ? (
        <p className={styles.done}>{t('alreadyScheduled')}</p>
      ) : (
        <Next
          change={data}
          plan={plan}
          onGo={() => setWish({ kind: 'plan', id: plan.planId, name: plan.name })}
        />
      )}
      <CheckoutDialog wish={wish} onClose={() => setWish(null)} />
    </div>
  )
}

function Next({ change, plan, onGo }: { change: Change; plan: Plan; onGo(): void }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const label = () => {
    if (change.kind === 'downgrade') return t('schedule', { date: date(change.effectiveAt, locale) })
    if (change.amount === 0) return t('startNow', { plan: plan.name })
    return t('goOn', { amount: rupiah(change.amount) })
  }
  return (
    <Button fullWidth onClick={onGo}>
      {label()}
    </Button>
  )
}
