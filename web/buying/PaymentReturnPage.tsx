import { Button, Group, Loader, Stack } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import { useMessages } from '#ui/i18n.tsx'
import { ApiProblem } from '../api.ts'
import type { Payment } from '../api-types.ts'
import { ErrorNotice } from '../shell/ErrorNotice.tsx'
import { words } from './messages.ts'
import { PaymentCheck } from './PaymentCheck.tsx'
import { PaymentEnded } from './PaymentEnded.tsx'
import { PaymentOrder } from './PaymentOrder.tsx'
import { PaymentPaid } from './PaymentPaid.tsx'
import { PaymentPending } from './PaymentPending.tsx'
import { usePayment } from './usePayment.ts'

/** What became of an order, as the server knows it: the address only says which one. */
export function PaymentReturnPage() {
  const t = useMessages(words)
  const search: { merchantOrderId?: unknown } = useSearch({ strict: false })
  const orderId = String(search.merchantOrderId ?? '')
  const { query, payment, now, over, check } = usePayment(orderId)

  if (orderId === '' || (query.error instanceof ApiProblem && query.error.status === 404)) return <Unknown />
  if (query.error && !payment) return <ErrorNotice error={query.error} level={1} onRetry={query.refetch} />
  if (!payment)
    return (
      <Group role="status">
        <Loader size="sm" /> {t('checking')}
      </Group>
    )
  const state = payment.status === 'pending' && over ? 'over' : payment.status
  const asking = { payment, now, busy: check.isPending, error: check.error, onCheck: () => check.mutate() }
  return (
    <Stack maw="34rem" mx="auto" gap="lg">
      <h1 style={{ margin: 0 }} aria-live="polite">
        {t(`${state}Title`)}
      </h1>
      {state === 'pending' && <p style={{ margin: 0 }}>{t('pendingText')}</p>}
      <PaymentOrder payment={payment} />
      {state === 'pending' && (
        <>
          <PaymentPending payment={payment} now={now} />
          <PaymentCheck {...asking} label={t('checkAgain')} />
        </>
      )}
      {state === 'paid' && <PaymentPaid payment={payment} />}
      {(state === 'over' || state === 'expired' || state === 'failed') && (
        <PaymentEnded payment={payment} text={t(`${state}Text`)}>
          {couldBePaid(payment) && <PaymentCheck {...asking} label={t('checkPaid')} />}
        </PaymentEnded>
      )}
    </Stack>
  )
}

/** An order the payment service never opened cannot have been paid. */
function couldBePaid({ url }: Payment): boolean {
  return url !== null
}

function Unknown() {
  const t = useMessages(words)
  return (
    <Stack maw="34rem" mx="auto" gap="lg">
      <h1 style={{ margin: 0 }}>{t('unknownTitle')}</h1>
      <p style={{ margin: 0 }}>{t('unknownText')}</p>
      <Group>
        <Button component={Link} to="/account/subscription">
          {t('history')}
        </Button>
      </Group>
    </Stack>
  )
}
