import { Button, NumberInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import { api } from '../../api.ts'
import { keys as open } from '../../queries.ts'
import type { PlanOffer } from '../admin-types.ts'
import { Refused } from '../Refused.tsx'
import rows from '../rows.module.css'
import { useAction } from '../useAction.ts'
import { words } from './messages.ts'
import styles from './TrialDays.module.css'

/** How many days a plan may be tried for free. */
export function TrialDays({ plan }: { plan: PlanOffer }) {
  const t = useMessages(words)
  const client = useQueryClient()
  const [typed, setTyped] = useState<number | string>(plan.trialDays)
  const days = typed === '' ? Number.NaN : Number(typed)
  const fits = Number.isInteger(days) && days >= 0 && days <= 90
  const save = useAction(
    () => api.patch(`/api/admin/plans/${plan.planId}`, { trialDays: days }),
    () => client.invalidateQueries({ queryKey: open.plans }),
  )
  return (
    <form
      className={rows.wide}
      onSubmit={(event) => {
        event.preventDefault()
        if (fits && !save.isPending) save.mutate()
      }}
    >
      <div className={styles.line}>
        <NumberInput
          label={t('trialDays')}
          aria-label={t('trialOf', { plan: plan.name })}
          description={t('trialHint')}
          value={typed}
          onChange={setTyped}
          error={fits ? null : t('wrongDays')}
          allowDecimal={false}
          allowNegative={false}
          hideControls
        />
        <Button
          type="submit"
          variant="default"
          disabled={!fits || days === plan.trialDays}
          loading={save.isPending}
          aria-label={t('saveOf', { plan: plan.name })}
        >
          {t('save')}
        </Button>
      </div>
      <Refused error={save.error} />
    </form>
  )
}
