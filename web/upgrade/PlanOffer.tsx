import { useQuery } from '@tanstack/react-query'
import { rupiah } from '#ui/format.ts'
import { useMessages } from '#ui/i18n.tsx'
import { TierBadge } from '#ui/TierBadge.tsx'
import { ChoosePlan } from '../buying/ChoosePlan.tsx'
import { plansQuery } from '../queries.ts'
import { words } from './messages.ts'
import styles from './RefusalDialog.module.css'

/** One plan as a way out. `amount` is what it would cost today, where that differs from its price. */
export function PlanOffer({ planId, amount, lit }: { planId: string; amount?: number; lit?: boolean }) {
  const t = useMessages(words)
  const { data: plans } = useQuery(plansQuery)
  const plan = plans?.find((one) => one.planId === planId)
  if (!plan) return null
  const price = rupiah(plan.price)
  return (
    <div className={styles.offer} data-fits>
      <TierBadge tier={plan.tier} />
      <span>
        <b>{plan.name}</b>
        <span className={styles.line}>{t('planLine', { quota: plan.dailyQuota })}</span>
      </span>
      <span className={`num ${styles.right}`}>
        {t(plan.billingCycle === 'yearly' ? 'perYear' : 'perMonth', { price })}
        {amount !== undefined && amount !== plan.price && (
          <b className={styles.line}>{t('payToday', { price: rupiah(amount) })}</b>
        )}
      </span>
      <span className={styles.acts}>
        <ChoosePlan plan={plan} lit={lit ?? false} />
      </span>
    </div>
  )
}
