import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { rupiah } from '#ui/format.ts'
import { useMessages } from '#ui/i18n.tsx'
import type { Plan } from '../api-types.ts'
import { ChoosePlan } from '../buying/ChoosePlan.tsx'
import { meQuery } from '../queries.ts'
import { type Word, words } from './messages.ts'
import styles from './PlanCard.module.css'
import type { Cycle } from './shown-plans.ts'
import { tierName } from './tier-name.ts'

/** One plan on sale. Its tier's colour marks it, here as everywhere. */
export function PlanCard({ plan, cycle }: { plan: Plan; cycle: Cycle }) {
  const t = useMessages(words)
  const yearly = plan.billingCycle === 'yearly'
  return (
    <article className={styles.card} data-tier={plan.tier} data-popular={plan.popular || undefined}>
      <header className={styles.head}>
        <h3>{tierName[plan.tier]}</h3>
        {plan.current ? (
          <span className={styles.tag} data-current>
            {t('current')}
          </span>
        ) : (
          (plan.popular || plan.savePercent) && (
            <span className={styles.tag}>
              {plan.savePercent ? t('save', { percent: plan.savePercent }) : t('popular')}
            </span>
          )
        )}
      </header>
      <p className={styles.price}>{rupiah(plan.price)}</p>
      <p className={styles.aside}>
        {plan.price === 0 ? t('forever') : yearly ? t('perYear') : t('perMonth')}
        <span>
          {yearly
            ? t('equals', { amount: rupiah(Math.round(plan.price / 12)) })
            : cycle === 'yearly' && plan.price > 0 && t('onlyMonthly')}
        </span>
      </p>
      <Action plan={plan} />
      <ul className={styles.features}>
        <li>
          <IconCheck size={20} stroke={2.25} aria-hidden />
          <strong>{t('quota', { count: plan.dailyQuota })}</strong>
        </li>
        {plan.features.filter(isWord).map((feature) => (
          <li key={feature}>
            <IconCheck size={20} stroke={2.25} aria-hidden />
            {t(feature)}
          </li>
        ))}
      </ul>
    </article>
  )
}

function Action({ plan }: { plan: Plan }) {
  const t = useMessages(words)
  const { data: me } = useQuery(meQuery)
  if (!me && plan.price === 0) {
    return (
      <Button component={Link} to="/sign-up">
        {t('start')}
      </Button>
    )
  }
  if (plan.current) {
    return (
      <Button component={Link} to="/account/subscription" variant="default">
        {t('see')}
      </Button>
    )
  }
  return <ChoosePlan plan={plan} />
}

/** An operator may invent features; those without words of ours are left out rather than shown as code. */
function isWord(feature: string): feature is Word {
  return feature in words.id
}
