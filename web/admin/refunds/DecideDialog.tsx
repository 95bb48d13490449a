import { Button, Group, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { rupiah } from '#ui/format.ts'
import { useMessages } from '#ui/i18n.tsx'
import { api } from '../../api.ts'
import { ActionDialog } from '../ActionDialog.tsx'
import type { RefundReview } from '../admin-types.ts'
import { words as shared } from '../messages.ts'
import { Refused } from '../Refused.tsx'
import { useAction } from '../useAction.ts'
import { words } from './messages.ts'

/** Yes or no, with words for the buyer. A no needs them. */
export function DecideDialog(props: {
  refund: RefundReview
  decision: 'approve' | 'reject'
  onClose(): void
}) {
  const { refund, decision, onClose } = props
  const t = useMessages(words)
  const all = useMessages(shared)
  const [note, setNote] = useState('')
  const said = note.trim()
  const decide = useAction(
    () => api.post(`/api/admin/refunds/${refund.id}/${decision}`, said ? { note: said } : {}),
    onClose,
  )
  const approves = decision === 'approve'
  const values = { name: refund.buyer.name, amount: rupiah(refund.amount) }
  return (
    <ActionDialog onClose={onClose} title={t(approves ? 'approveTitle' : 'rejectTitle')}>
      <Stack>
        <p style={{ margin: 0 }}>{approves ? t('approveText', values) : t('rejectText', values)}</p>
        <Textarea
          label={t(approves ? 'noteOptional' : 'noteNeeded')}
          required={!approves}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          maxLength={500}
          autosize
          minRows={2}
        />
        <Refused error={decide.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {all('back')}
          </Button>
          <Button
            color={approves ? undefined : 'red'}
            variant={approves ? 'filled' : 'light'}
            disabled={!approves && said === ''}
            loading={decide.isPending}
            onClick={() => decide.mutate()}
          >
            {approves ? t('approve', { amount: values.amount }) : t('reject')}
          </Button>
        </Group>
      </Stack>
    </ActionDialog>
  )
}
