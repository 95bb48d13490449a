import { Alert, Button, Group, Modal, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useContext, useState } from 'react'
import { rupiah } from '#ui/format.ts'
import { useMessages } from '#ui/i18n.tsx'
import { ApiProblem, api } from '../api.ts'
import type { Plan } from '../api-types.ts'
import { words } from './messages.ts'
import { RefusedRun } from './refused-run.ts'

/** The button that starts a plan's free days, after saying what comes after them. */
export function TryPlan({ plan, days }: { plan: Plan; days: number }) {
  const t = useMessages(words)
  const client = useQueryClient()
  const run = useContext(RefusedRun)
  const [asking, setAsking] = useState(false)
  const begin = useMutation({
    mutationFn: () => api.post('/api/subscription/subscribe', { planId: plan.planId, trial: true }),
    onSuccess: async () => {
      await client.invalidateQueries()
      setAsking(false)
      notifications.show({ message: t('tryBegun', { name: plan.name, days }) })
      run?.goOn()
    },
  })
  const used = begin.error instanceof ApiProblem && begin.error.code === 'trial_used'
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('try', { days })}</Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={<strong>{t('tryTitle', { name: plan.name, days })}</strong>}
        size="md"
        zIndex={400}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Stack>
          <p style={{ margin: 0 }}>
            {t('tryText', { quota: plan.dailyQuota, days, price: rupiah(plan.price) })}
          </p>
          {begin.error && (
            <Alert color="red" role="alert">
              {t(used ? 'tryUsed' : 'notCharged')}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsking(false)}>
              {t('back')}
            </Button>
            <Button loading={begin.isPending} disabled={used} onClick={() => begin.mutate()}>
              {t('try', { days })}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
