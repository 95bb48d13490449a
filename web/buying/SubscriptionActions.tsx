import { Alert, Button, Group, Stack } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { date, dateTime, rupiah } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { api } from '../api.ts'
import { plansQuery } from '../queries.ts'
import { words as more } from '../subscription/messages.ts'
import { isPaidAhead, paymentsQuery } from '../subscription/payments-query.ts'
import { daysLeft, graceUntil, type Subscription, stateOf } from '../subscription/subscription-state.ts'
import { usePaidUntil } from '../subscription/use-paid-until.ts'
import { CancelDialog } from './CancelDialog.tsx'
import { CheckoutDialog } from './CheckoutDialog.tsx'
import { words } from './messages.ts'
import type { Wish } from './wish.ts'

/** What can be done with a live subscription in the state it is in: pay, resume, stay, cancel. */
export function SubscriptionActions({ subscription, name }: { subscription: Subscription; name: string }) {
  const t = useMessages(words)
  const client = useQueryClient()
  const [wish, setWish] = useState<Wish | null>(null)
  const [cancelling, setCancelling] = useState(false)
  const refresh = () => client.invalidateQueries()
  const resume = useMutation({ mutationFn: () => api.post('/api/subscription/resume'), onSettled: refresh })
  const stay = useMutation({
    mutationFn: () => api.post('/api/subscription/change-plan', { planId: subscription.planId }),
    onSettled: refresh,
  })
  const { data: plans } = useQuery(plansQuery)
  const { locale } = useLocale()
  const state = stateOf(subscription)
  const paidUntil = usePaidUntil(subscription)
  const until = paidUntil ? date(paidUntil, locale) : ''
  const next = subscription.scheduledPlanId
  const { data: payments } = useInfiniteQuery(paymentsQuery)
  const ahead = isPaidAhead(payments ?? [], subscription.startsAt ?? '')
  const renews = subscription.nextPaymentAt !== undefined || state === 'grace'
  const renew = () => {
    const plan = plans?.find(({ planId }) => planId === next)
    setWish({ kind: 'renew', id: next ?? subscription.planId, name: plan?.name ?? name })
  }
  return (
    <Stack gap="sm" my="lg">
      <Notices subscription={subscription} until={until} ahead={ahead} />
      {(resume.error || stay.error) && (
        <Alert color="red" role="alert">
          {t('notDone')}
        </Alert>
      )}
      <Group>
        {renews && !ahead && (
          <Button variant={state === 'grace' ? 'filled' : 'default'} onClick={renew}>
            {t('renew')}
          </Button>
        )}
        {next && (
          <Button variant="default" loading={stay.isPending} onClick={() => stay.mutate()}>
            {t('keepPlan')}
          </Button>
        )}
        {state === 'cancelled' ? (
          <Button loading={resume.isPending} onClick={() => resume.mutate()}>
            {t('resume')}
          </Button>
        ) : (
          <Button variant="subtle" color="red" onClick={() => setCancelling(true)}>
            {t('cancel')}
          </Button>
        )}
      </Group>
      <CancelDialog
        opened={cancelling}
        until={state === 'grace' ? '' : until}
        refundable={state === 'active'}
        onClose={() => setCancelling(false)}
      />
      <CheckoutDialog wish={wish} onClose={() => setWish(null)} />
    </Stack>
  )
}

/** What is about to happen to it. */
function Notices(props: { subscription: Subscription; until: string; ahead: boolean }) {
  const { subscription, until } = props
  const t = useMessages(words)
  const m = useMessages(more)
  const { locale } = useLocale()
  const { data: plans } = useQuery(plansQuery)
  const { endsAt, scheduledPlanId } = subscription
  const state = stateOf(subscription)
  const next = plans?.find(({ planId }) => planId === scheduledPlanId)
  const graceEnd = endsAt && graceUntil(endsAt)
  return (
    <>
      {state === 'grace' && graceEnd && (
        <Alert color="yellow" role="status">
          {m('graceLeft', { count: daysLeft(graceEnd, Date.now()), date: dateTime(graceEnd, locale) })}{' '}
          {t('graceNote')}
        </Alert>
      )}
      {props.ahead && state === 'active' && (
        <Alert color="gray" role="status">
          {m('paidAhead', { date: until })}
        </Alert>
      )}
      {state === 'cancelled' && (
        <Alert color="gray" role="status">
          {t('cancelledNote', { date: until })}
        </Alert>
      )}
      {state === 'ending' && (
        <Alert color="gray" role="status">
          {m('endingNote', { date: until })}
        </Alert>
      )}
      {scheduledPlanId && until && (
        <Alert color="gray" role="status">
          {[
            t('scheduledNote', { plan: next?.name ?? scheduledPlanId, date: until }),
            ...(next && next.price > 0 ? [m('scheduledBill', { amount: rupiah(next.price) })] : []),
          ].join(' ')}
        </Alert>
      )}
    </>
  )
}
