import { Alert, Button, Checkbox, Group, Modal, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import { ApiProblem, api } from '../api.ts'
import { words } from './messages.ts'

/** Asks once more before a subscription is cancelled. `until`: the day it lasts to; empty where it ends at once. */
export function CancelDialog(props: {
  opened: boolean
  until: string
  refundable: boolean
  onClose(): void
}) {
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
