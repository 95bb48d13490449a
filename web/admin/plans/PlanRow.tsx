import { Badge, Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { rupiah } from '#ui/format.ts'
import { useMessages } from '#ui/i18n.tsx'
import { TierBadge } from '#ui/TierBadge.tsx'
import { api } from '../../api.ts'
import { keys as open } from '../../queries.ts'
import type { PlanOffer } from '../admin-types.ts'
import { Refused } from '../Refused.tsx'
import rows from '../rows.module.css'
import { useAction } from '../useAction.ts'
import { words } from './messages.ts'
import { TrialDays } from './TrialDays.tsx'

/** One plan, with its switch and its free days. */
export function PlanRow({ plan }: { plan: PlanOffer }) {
  const t = useMessages(words)
  const client = useQueryClient()
  const { enabled, name } = plan
  const turn = useAction(
    () => api.patch(`/api/admin/plans/${plan.planId}`, { enabled: !enabled }),
    () => client.invalidateQueries({ queryKey: open.plans }),
  )
  return (
    <li className={rows.row}>
      <h2 className={rows.title}>{name}</h2>
      <TierBadge tier={plan.tier} />
      <p className={rows.wide}>
        {t(plan.billingCycle, { price: rupiah(plan.price) })} · {t('quota', { quota: plan.dailyQuota })}
      </p>
      <p className={`${rows.dim} ${rows.wide}`}>
        {t('subscribers', { count: plan.subscribers })}
        {plan.trials > 0 && ` · ${t('trials', { count: plan.trials })}`}
      </p>
      <p className={`${rows.dim} ${rows.wide} ${rows.foot}`}>
        <Badge variant="light" size="lg" tt="none" color={enabled ? 'basic' : 'gray'}>
          {t(enabled ? 'onSale' : 'notOnSale')}
        </Badge>
      </p>
      {plan.price > 0 && <TrialDays key={plan.trialDays} plan={plan} />}
      <div className={rows.wide}>
        <Refused error={turn.error} />
      </div>
      <div className={rows.actions}>
        <Button
          variant="default"
          loading={turn.isPending}
          aria-label={t(enabled ? 'stopPlan' : 'startPlan', { plan: name })}
          onClick={() => turn.mutate()}
        >
          {t(enabled ? 'stop' : 'start')}
        </Button>
      </div>
    </li>
  )
}
