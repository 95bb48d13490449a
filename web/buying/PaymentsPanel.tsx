import { Alert, Badge, Button, Group, Modal, Skeleton, Stack, Textarea } from '@mantine/core'
import { IconFileInvoice } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { date, rupiah } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { Panel } from '../account/Panel.tsx'
import { ApiProblem, api } from '../api.ts'
import type { Payment } from '../api-types.ts'
import { subscriptionQuery } from '../queries.ts'
import { ErrorNotice } from '../shell/ErrorNotice.tsx'
import { words as more } from '../subscription/messages.ts'
import { isPayable, paymentsQuery } from '../subscription/payments-query.ts'
import { words } from './messages.ts'
import styles from './PaymentsPanel.module.css'

/** Every order, newest first, with its invoice and the way to ask for it back. */
export function PaymentsPanel() {
  const t = useMessages(words)
  const m = useMessages(more)
  const [asking, setAsking] = useState<Payment | null>(null)
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(paymentsQuery)
  return (
    <Panel title={t('history')} text={t('historyText')}>
      {error && <ErrorNotice error={error} onRetry={refetch} level={3} />}
      {!error && !data && (
        <Stack gap="md" aria-hidden>
          {[1, 2, 3].map((place) => (
            <Skeleton key={place} height="3.5rem" radius="md" />
          ))}
        </Stack>
      )}
      {data?.length === 0 && (
        <div className={styles.empty}>
          <p>{m('historyEmpty')}</p>
          <Button component={Link} to="/pricing" variant="default">
            {m('seePrices')}
          </Button>
        </div>
      )}
      {data && data.length > 0 && (
        <ul className={styles.list}>
          {data.map((payment) => (
            <PaymentRow key={payment.id} payment={payment} onAsk={() => setAsking(payment)} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {m('more')}
        </Button>
      )}
      <RefundDialog payment={asking} onClose={() => setAsking(null)} />
    </Panel>
  )
}

function PaymentRow({ payment, onAsk }: { payment: Payment; onAsk(): void }) {
  const t = useMessages(words)
  const m = useMessages(more)
  const { locale } = useLocale()
  const { data: status } = useQuery(subscriptionQuery)
  const payable = isPayable(payment, Date.now())
  // Who dropped a subscription before paying for it is not asked to pay for it again.
  const wanted = payment.kind !== 'subscribe' || status?.subscription?.status === 'pending'
  const told = payment.status === 'pending' && !payable ? 'expired' : payment.status
  return (
    <li className={styles.row}>
      <span>
        <strong>
          {'planId' in payment.item ? payment.item.name : t('credits', { count: payment.item.credits })}
        </strong>
        <small>{date(payment.createdAt, locale)}</small>
      </span>
      <span className={styles.right}>
        <strong className="num">{rupiah(payment.amount)}</strong>
        <Badge variant="default" tt="none">
          {payment.refundStatus
            ? t(`refund_${payment.refundStatus}`)
            : payable && status && !wanted
              ? m('dropped')
              : t(`status_${told}`)}
        </Badge>
      </span>
      <Group gap="xs" className={styles.actions}>
        {payable && wanted && (
          <Button
            variant="default"
            component={Link}
            to={`/payment/return?merchantOrderId=${payment.orderId}`}
          >
            {m('goToPay')}
          </Button>
        )}
        {payment.invoiceNumber && (
          <Button
            variant="default"
            component="a"
            href={`/api/payments/${payment.id}/invoice.pdf`}
            target="_blank"
            leftSection={<IconFileInvoice size={18} aria-hidden />}
          >
            {m('invoice', { number: payment.invoiceNumber })}
          </Button>
        )}
        {payment.status === 'paid' && payment.amount > 0 && !payment.refundStatus && (
          <Button variant="subtle" onClick={onAsk}>
            {t('askRefund')}
          </Button>
        )}
      </Group>
    </li>
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
