import { Alert, Button, Checkbox, Group, Modal, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { date } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { ApiProblem, api } from '../api.ts'
import type { SubscriptionStatus } from '../api-types.ts'
import { plansQuery } from '../queries.ts'
import { CheckoutDialog } from './CheckoutDialog.tsx'
import { words } from './messages.ts'
import type { Wish } from './wish.ts'

type Subscription = NonNullable<SubscriptionStatus['subscription']>

/** What can be done with a live subscription in the state it is in: pay, resume, stay, cancel. */
export function SubscriptionActions({ subscription, name }: { subscription: Subscription; name: string }) {
  const t = useMessages(words)
  const { locale } = useLocale()
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
  const nameOf = (planId: string) => plans?.find((plan) => plan.planId === planId)?.name ?? planId
  const next = subscription.scheduledPlanId
  const until = subscription.endsAt ? date(subscription.endsAt, locale) : ''
  const renews = subscription.nextPaymentAt !== undefined || subscription.status === 'grace'
  const renew = () =>
    setWish({ kind: 'renew', id: next ?? subscription.planId, name: next ? nameOf(next) : name })
  return (
    <Stack gap="sm" my="lg">
      {subscription.status === 'grace' && (
        <Alert color="yellow" role="status">
          {t('graceNote')}
        </Alert>
      )}
      {subscription.cancelAtPeriodEnd && (
        <Alert color="gray" role="status">
          {t('cancelledNote', { date: until })}
        </Alert>
      )}
      {subscription.scheduledPlanId && (
        <Alert color="gray" role="status">
          {t('scheduledNote', { plan: nameOf(subscription.scheduledPlanId), date: until })}
        </Alert>
      )}
      {(resume.error || stay.error) && (
        <Alert color="red" role="alert">
          {t('notDone')}
        </Alert>
      )}
      <Group>
        {renews && (
          <Button variant={subscription.status === 'grace' ? 'filled' : 'default'} onClick={renew}>
            {t('renew')}
          </Button>
        )}
        {subscription.scheduledPlanId && (
          <Button variant="default" loading={stay.isPending} onClick={() => stay.mutate()}>
            {t('keepPlan')}
          </Button>
        )}
        {subscription.cancelAtPeriodEnd ? (
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
        until={until}
        refundable={renews}
        onClose={() => setCancelling(false)}
      />
      <CheckoutDialog wish={wish} onClose={() => setWish(null)} />
    </Stack>
  )
}

function CancelDialog(props: { opened: boolean; until: string; refundable: boolean; onClose(): void }) {
  const t = useMessages(words)
  const client = useQueryClient()
  const [refund, setRefund] = useState(false)
  const cancel = useMutation({
    mutationFn: () =>
      api.post('/api/subscription/cancel', refund ? { refund, reason: 'cancelled by its owner' } : {}),
    onSuccess: async () => {
      await client.invalidateQueries()
      props.onClose()
    },
  })
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={<strong>{t('cancelTitle')}</strong>}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        <p style={{ margin: 0 }}>
          {props.until && !refund ? t('cancelText', { date: props.until }) : t('cancelNow')}
        </p>
        {props.refundable && (
          <Checkbox
            size="md"
            label={t('cancelRefund')}
            description={t('cancelRefundText')}
            checked={refund}
            onChange={(event) => setRefund(event.currentTarget.checked)}
          />
        )}
        {cancel.error && (
          <Alert color="red" role="alert">
            {t(isNotRefundable(cancel.error) ? 'notRefundable' : 'notDone')}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {t('keep')}
          </Button>
          <Button color="red" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('cancel')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function isNotRefundable(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === 'not_refundable'
}
