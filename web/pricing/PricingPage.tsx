import { SegmentedControl, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { signUpBonus } from '#catalog/packs.ts'
import { useMessages } from '#ui/i18n.tsx'
import { BuyPack } from '../buying/BuyPack.tsx'
import { packsQuery, plansQuery } from '../queries.ts'
import { ErrorNotice } from '../shell/ErrorNotice.tsx'
import { Calculator } from './Calculator.tsx'
import { ComparisonTable } from './ComparisonTable.tsx'
import { words } from './messages.ts'
import { PackCard } from './PackCard.tsx'
import { PlanCard } from './PlanCard.tsx'
import styles from './PricingPage.module.css'
import { type Cycle, shownPlans } from './shown-plans.ts'

/** Every price there is, as the server sells it. The cycle lives in the address. */
export function PricingPage() {
  const t = useMessages(words)
  const navigate = useNavigate()
  const search: { cycle?: unknown } = useSearch({ strict: false })
  const cycle: Cycle = search.cycle === 'yearly' ? 'yearly' : 'monthly'
  const plans = useQuery(plansQuery)
  const packs = useQuery(packsQuery)
  const failed = plans.error ?? packs.error
  if (failed) {
    return <ErrorNotice error={failed} level={1} onRetry={() => [plans.refetch(), packs.refetch()]} />
  }
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t('title')}</h1>
      <p className={styles.lead}>{t('lead')}</p>

      <section aria-labelledby="plans">
        <div className={styles.head}>
          <h2 id="plans">{t('plans')}</h2>
          <SegmentedControl
            size="md"
            aria-label={t('cycle')}
            value={cycle}
            onChange={(next) =>
              navigate({
                to: '.',
                search: (before: object) => ({ ...before, cycle: next === 'yearly' ? next : undefined }),
                replace: true,
                resetScroll: false,
              } as Parameters<typeof navigate>[0])
            }
            data={[
              { value: 'monthly', label: t('monthly') },
              { value: 'yearly', label: t('yearly') },
            ]}
          />
        </div>
        <div className={styles.plans}>
          {plans.data
            ? shownPlans(plans.data, cycle).map((plan) => (
                <PlanCard key={plan.planId} plan={plan} cycle={cycle} />
              ))
            : placeholders(4, '27rem')}
        </div>
        <p className={styles.small}>{t('reset')}</p>
      </section>

      <section aria-labelledby="packs" className={styles.section}>
        <div className={styles.head}>
          <div>
            <h2 id="packs">{t('packs')}</h2>
            <p className={styles.small}>{t('packsText')}</p>
          </div>
        </div>
        <div className={styles.plans}>
          <PackCard credits={signUpBonus} />
          {packs.data
            ? packs.data.map((pack) => (
                <PackCard key={pack.packId} credits={pack.credits} amount={pack.amount}>
                  <BuyPack pack={pack} />
                </PackCard>
              ))
            : placeholders(3, '10rem')}
        </div>
      </section>

      <section aria-labelledby="calculator" className={styles.section}>
        <Calculator cycle={cycle} />
      </section>

      <section aria-labelledby="compare" className={styles.section}>
        <h2 id="compare">{t('compare')}</h2>
        {plans.data ? (
          <ComparisonTable plans={shownPlans(plans.data, 'monthly')} />
        ) : (
          <Skeleton height="30rem" radius="lg" />
        )}
        <p className={styles.small}>{t('fair')}</p>
      </section>
    </div>
  )
}

function placeholders(count: number, height: string) {
  return Array.from({ length: count }, (_, place) => `wait-${place}`).map((key) => (
    <Skeleton key={key} height={height} radius="lg" />
  ))
}
