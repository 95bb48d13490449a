import { Button, Group, Stack, TextInput } from '@mantine/core'
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

/** The money has gone by hand: which transfer it was. */
export function PaidDialog({ refund, onClose }: { refund: RefundReview; onClose(): void }) {
  const t = useMessages(words)
  const all = useMessages(shared)
  const [typed, setTyped] = useState('')
  const reference = typed.trim()
  const save = useAction(() => api.post(`/api/admin/refunds/${refund.id}/paid`, { reference }), onClose)
  return (
    <ActionDialog onClose={onClose} title={t('paidTitle')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (reference && !save.isPending) save.mutate()
        }}
      >
        <Stack>
          <p style={{ margin: 0 }}>
            {t('paidText', { amount: rupiah(refund.amount), name: refund.buyer.name })}
          </p>
          <TextInput
            label={t('paidReference')}
            required
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            maxLength={200}
            autoComplete="off"
          />
          <Refused error={save.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {all('back')}
            </Button>
            <Button type="submit" disabled={!reference} loading={save.isPending}>
              {t('paidSave')}
            </Button>
          </Group>
        </Stack>
      </form>
    </ActionDialog>
  )
}
