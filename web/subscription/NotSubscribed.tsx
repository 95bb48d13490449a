import { Alert, Button, Group } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { EmptyState } from '#ui/EmptyState.tsx'
import { date } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { words as account } from '../account/messages.ts'
import { api } from '../api.ts'
import type { SubscriptionStatus } from '../api-types.ts'
import { CheckoutDialog } from '../buying/CheckoutDialog.tsx'
import type { Wish } from '../buying/wish.ts'
import { words } from './messages.ts'
import { isPayable, paymentsQuery } from './payments-query.ts'
import { stateOf } from './subscription-state.ts'

/** Nothing runs: never did, ran out, or was ordered and never paid. */
export function NotSubscribed({ status }: { status: SubscriptionStatus }) {
  const t = useMessages(words)
  const a = useMessages(account)
  const { locale } = useLocale()
  const state = stateOf(status.subscription)
  return (
    <>
      {state === 'pending' && <Unpaid status={status} />}
      {state === 'expired' && status.subscription?.endsAt && (
        <Alert color="gray" role="status" mb="lg">
          {t('expired', {
            plan: status.plan?.name ?? status.subscription.planId,
            date: date(status.subscription.endsAt, locale),
          })}
        </Alert>
      )}
      <EmptyState
        scene="ledger"
        title={a('noPlanTitle')}
        text={a('noPlanText')}
        action={
          <Button component={Link} to="/pricing">
            {a('comparePlans')}
          </Button>
        }
      />
    </>
  )
}

/** A chosen plan whose order ran out of time: order it again, or let it be. */
function Unpaid({ status: { subscription, plan } }: { status: SubscriptionStatus }) {
  const t = useMessages(words)
  const client = useQueryClient()
  const { data: payments } = useInfiniteQuery(paymentsQuery)
  const [wish, setWish] = useState<Wish | null>(null)
  const drop = useMutation({
    mutationFn: () => api.post('/api/subscription/cancel'),
    onSettled: () => client.invalidateQueries(),
  })
  const waits = payments?.some((each) => each.kind === 'subscribe' && isPayable(each, Date.now()))
  if (!subscription || !payments || waits) return null
  const name = plan?.name ?? subscription.planId
  return (
    <Alert color="yellow" role="status" mb="lg">
      <p style={{ marginTop: 0 }}>{t('unpaid', { plan: name })}</p>
      <Group>
        <Button onClick={() => setWish({ kind: 'plan', id: subscription.planId, name })}>
          {t('orderAgain')}
        </Button>
        <Button variant="subtle" color="red" loading={drop.isPending} onClick={() => drop.mutate()}>
          {t('drop')}
        </Button>
      </Group>
      <CheckoutDialog wish={wish} onClose={() => setWish(null)} />
    </Alert>
  )
}
