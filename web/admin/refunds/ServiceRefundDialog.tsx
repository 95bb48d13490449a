import { Button, Group, NumberInput, Stack, Textarea } from '@mantine/core'
import { useRef, useState } from 'react'
import { rupiah } from '#ui/format.ts'
import { useMessages } from '#ui/i18n.tsx'
import { ApiProblem, api } from '../../api.ts'
import { ActionDialog } from '../ActionDialog.tsx'
import { words as shared } from '../messages.ts'
import { Refused } from '../Refused.tsx'
import { useAction } from '../useAction.ts'
import { words } from './messages.ts'

/** Gives any part of a payment back because the service failed. Pressing twice, or again after an answer got lost, gives once. */
export function ServiceRefundDialog(props: { paymentId: string; left: number; onClose(): void }) {
  const { paymentId, left, onClose } = props
  const t = useMessages(words)
  const all = useMessages(shared)
  const [typed, setTyped] = useState<number | string>('')
  const [said, setSaid] = useState('')
  const key = useRef(crypto.randomUUID())
  const amount = Number(typed)
  const reason = said.trim()
  const fits = Number.isInteger(amount) && amount > 0 && amount <= left
  const give = useAction(async () => {
    const body = { paymentId, amount, reason }
    try {
      return await api.post('/api/admin/refunds', body, { idempotencyKey: key.current })
    } catch (error) {
      // A refusal is an answer; only what was not answered may have been done.
      if (error instanceof ApiProblem && error.status >= 400 && error.status < 500)
        key.current = crypto.randomUUID()
      throw error
    }
  }, onClose)
  return (
    <ActionDialog onClose={onClose} title={t('serviceTitle')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (fits && reason && !give.isPending) give.mutate()
        }}
      >
        <Stack>
          <p style={{ margin: 0 }}>{t('serviceText', { left: rupiah(left) })}</p>
          <NumberInput
            label={t('serviceAmount')}
            required
            value={typed}
            onChange={setTyped}
            min={1}
            max={left}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            thousandSeparator="."
            decimalSeparator=","
            prefix="Rp "
          />
          <Textarea
            label={t('serviceReason')}
            required
            value={said}
            onChange={(event) => setSaid(event.currentTarget.value)}
            maxLength={500}
            autosize
            minRows={2}
          />
          <Refused error={give.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {all('back')}
            </Button>
            <Button type="submit" disabled={!fits || !reason} loading={give.isPending}>
              {fits ? t('serviceSend', { amount: rupiah(amount) }) : t('serviceNone')}
            </Button>
          </Group>
        </Stack>
      </form>
    </ActionDialog>
  )
}
