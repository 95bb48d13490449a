import { Alert, Badge, Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { IconFileInvoice } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { date, rupiah } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { Panel } from '../account/Panel.tsx'
import { ApiProblem, api } from '../api.ts'
import type { Page, Payment } from '../api-types.ts'
import { keys } from '../queries.ts'
import { ErrorNotice } from '../shell/ErrorNotice.tsx'
import { words } from './messages.ts'
import styles from './PaymentsPanel.module.css'

/** Every order, newest first, with its invoice and the way to ask for it back. */
export function PaymentsPanel() {
  const t = useMessages(words)
  const { locale } = useLocale()
  const [asking, setAsking] = useState<Payment | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: keys.payments,
    queryFn: ({ signal }) => api.get<Page<Payment>>('/api/payments?limit=50', { signal }),
  })
  return (
    <Panel title={t('history')} text={t('historyText')}>
      {error && <ErrorNotice error={error} onRetry={refetch} level={3} />}
      {data?.items.length === 0 && <p>{t('historyEmpty')}</p>}
      <ul className={styles.list}>
        {data?.items.map((payment) => (
          <li key={payment.id} className={styles.row}>
            <span>
              <strong>
                {'planId' in payment.item ? payment.item.name : t('credits', { count: payment.item.credits })}
              </strong>
              <small>{date(payment.createdAt, locale)}</small>
            </span>
            <span className={styles.right}>
              <strong className="num">{rupiah(payment.amount)}</strong>
              <Badge variant="default" tt="none">
                {payment.refundStatus ? t(`refund_${payment.refundStatus}`) : t(`status_${payment.status}`)}
              </Badge>
            </span>
            <Group gap="xs" className={styles.actions}>
              {payment.status === 'pending' && (
                <Button
                  size="compact-md"
                  variant="default"
                  component={Link}
                  to={`/payment/return?merchantOrderId=${payment.orderId}`}
                >
                  {t('payOn')}
                </Button>
              )}
              {payment.invoiceNumber && (
                <Button
                  size="compact-md"
                  variant="default"
                  component="a"
                  href={`/api/payments/${payment.id}/invoice.pdf`}
                  target="_blank"
                  leftSection={<IconFileInvoice size={18} aria-hidden />}
                >
                  PDF
                </Button>
              )}
              {payment.status === 'paid' && payment.amount > 0 && !payment.refundStatus && (
                <Button size="compact-md" variant="subtle" onClick={() => setAsking(payment)}>
                  {t('askRefund')}
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ul>
      <RefundDialog payment={asking} onClose={() => setAsking(null)} />
    </Panel>
  )
}

function RefundDialog({ payment, onClose }: { payment: Payment | null; onClose(): void }) {
  const t = useMessages(words)
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const send = useMutation({
    mutationFn: () => api.post('/api/refunds', { paymentId: payment?.id, reason }),
    onSuccess: async () => {
      await client.invalidateQueries()
      onClose()
    },
  })
  return (
    <Modal
      opened={payment !== null}
      onClose={onClose}
      title={<strong>{t('refundTitle')}</strong>}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        <p style={{ margin: 0 }}>{t('refundText')}</p>
        <Textarea
          label={t('refundReason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={500}
          required
          autosize
          minRows={2}
        />
        {send.error && (
          <Alert color="red" role="alert">
            {t(
              send.error instanceof ApiProblem && send.error.code === 'not_refundable'
                ? 'notRefundable'
                : 'notDone',
            )}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('back')}
          </Button>
          <Button disabled={reason.trim() === ''} loading={send.isPending} onClick={() => send.mutate()}>
            {t('refundSend')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
