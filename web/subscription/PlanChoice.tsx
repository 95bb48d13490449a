import { useId } from 'react'
import { rupiah } from '#ui/format.ts'
import { useMessages } from '#ui/i18n.tsx'
import { TierBadge } from '#ui/TierBadge.tsx'
import type { Plan } from '../api-types.ts'
import type { Cycle } from '../pricing/shown-plans.ts'
import { words } from './messages.ts'
import styles from './PlanChoice.module.css'

/** The plans as radio buttons; the one that runs is in its place and cannot be chosen. */
export function PlanChoice(props: {
  plans: readonly Plan[]
  cycle: Cycle
  current: string | undefined
  scheduled: string | undefined
  value: string | undefined
  onChange(planId: string): void
}) {
  const t = useMessages(words)
  const name = useId()
  return (
    <fieldset className={styles.list}>
      <legend className={styles.legend}>{t('plan')}</legend>
      {props.plans.map((plan) => {
        const { planId, price, billingCycle } = plan
        const mark = planId === props.current ? 'current' : planId === props.scheduled ? 'scheduled' : null
        return (
          <label key={planId} className={styles.plan} data-tier={plan.tier}>
            <input
              type="radio"
              name={name}
              value={planId}
              checked={planId === props.value}
              disabled={planId === props.current}
              onChange={() => props.onChange(planId)}
            />
            <span className={styles.head}>
              <TierBadge tier={plan.tier} />
              <strong>{plan.name}</strong>
              {mark && <span className={styles.mark}>{t(mark)}</span>}
            </span>
            <span className={styles.price}>
              {price === 0
                ? t('gratis')
                : `${rupiah(price)} ${t(billingCycle === 'yearly' ? 'perYear' : 'perMonth')}`}
            </span>
            <span className={styles.quota}>
              {t('quotaADay', { count: plan.dailyQuota })}
              {plan.savePercent ? ` · ${t('save', { percent: plan.savePercent })}` : ''}
              {props.cycle === 'yearly' && billingCycle === 'monthly' && price > 0
                ? ` · ${t('onlyMonthly')}`
                : ''}
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}
