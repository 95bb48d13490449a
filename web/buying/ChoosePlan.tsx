import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { rank } from '#catalog/tiers.ts'
import { useMessages } from '#ui/i18n.tsx'
import type { Plan } from '../api-types.ts'
import { meQuery } from '../queries.ts'
import { CheckoutDialog } from './CheckoutDialog.tsx'
import { words } from './messages.ts'
import { TryPlan } from './TryPlan.tsx'
import { signInFor, type Wish } from './wish.ts'

/** The button that takes a plan, `lit` where it is the way on; free days go before it. Strangers sign in first and come back. */
export function ChoosePlan({ plan, lit = plan.popular }: { plan: Plan; lit?: boolean }) {
  const t = useMessages(words)
  const { data: me } = useQuery(meQuery)
  const { buy }: { buy?: unknown } = useSearch({ strict: false })
  const item: Wish = { kind: 'plan', id: plan.planId, name: plan.name }
  const [wish, setWish] = useState<Wish | null>(buy === item.id ? item : null)
  const variant = lit && !plan.trialDays ? 'filled' : 'default'
  if (!me)
    return (
      <Button component="a" href={signInFor(plan.planId, plan.billingCycle)} variant={variant}>
        {plan.trialDays ? t('try', { days: plan.trialDays }) : t('choose')}
      </Button>
    )
  const live = me.account.accountType === 'subscription'
  const label = !live ? 'choose' : rank(plan.tier) < rank(me.account.tier) ? 'downgrade' : 'upgrade'
  return (
    <>
      {plan.trialDays && <TryPlan plan={plan} days={plan.trialDays} />}
      <Button variant={variant} onClick={() => setWish(item)}>
        {t(label)}
      </Button>
      <CheckoutDialog wish={wish} onClose={() => setWish(null)} />
    </>
  )
}
