import { Alert, Badge, Button, CopyButton, Group, Loader, Paper, Stack } from '@mantine/core'
import { IconClockHour4, IconFileInvoice, IconRefresh } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { dateTime, rupiah } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { Receipt, ReceiptLine, ReceiptLines } from '#ui/Receipt.tsx'
import { ApiProblem, api } from '../api.ts'
import type { Payment } from '../api-types.ts'
import { keys, meQuery } from '../queries.ts'
import { ErrorNotice } from '../shell/ErrorNotice.tsx'
import { ContinuedRun } from './ContinuedRun.tsx'
import { interruptedBy } from './interrupted.ts'
import { words } from './messages.ts'

const lookEveryMs = 3000
/** The server asks the gateway about one order no more often than this. */
const askEveryMs = 31_000

/** What became of an order, as the server knows it: the address only says which one. */
export function PaymentReturnPage() {
  const t = useMessages(words)
  const search: { merchantOrderId?: unknown } = useSearch({ strict: false })
  const orderId = String(search.merchantOrderId ?? '')
  const client = useQueryClient()
  const payment = useQuery({
    queryKey: [...keys.payments, orderId],
    queryFn: ({ signal }) => api.get<Payment>(`/api/payments/${encodeURIComponent(orderId)}`, { signal }),
    enabled: orderId !== '',
    refetchInterval: ({ state }) => (state.data?.status === 'pending' ? lookEveryMs : false),
  })
  const check = useMutation({
    mutationFn: () => api.post<Payment>(`/api/payments/${encodeURIComponent(orderId)}/check`),
    onSuccess: (told) => client.setQueryData([...keys.payments, orderId], told),
  })
  const status = payment.data?.status
  // The gateway's word usually arrives by itself; where it got lost, asking finds out.
  const { mutate: ask } = check
  useEffect(() => {
    if (status !== 'pending') return
    ask()
    const asking = setInterval(ask, askEveryMs)
    return () => clearInterval(asking)
  }, [status, ask])
  useEffect(() => {
    if (status === 'paid')
      for (const key of [keys.me, keys.balance, keys.history, keys.subscription, keys.quota, keys.plans])
        void client.invalidateQueries({ queryKey: key })
  }, [status, client])

  if (orderId === '' || (payment.error instanceof ApiProblem && payment.error.status === 404))
    return <Unknown />
  if (payment.error && !payment.data)
    return <ErrorNotice error={payment.error} level={1} onRetry={payment.refetch} />
  if (!payment.data)
    return (
      <Group role="status">
        <Loader size="sm" /> {t('checking')}
      </Group>
    )
  return (
    <Stack maw="34rem" mx="auto" gap="lg">
      <h1 style={{ margin: 0 }}>{t(titles[payment.data.status])}</h1>
      <Order payment={payment.data} />
      {payment.data.status === 'pending' && (
        <Pending payment={payment.data} checking={check.isPending} onCheck={() => check.mutate()} />
      )}
      {payment.data.status === 'paid' && <Paid payment={payment.data} />}
      {(payment.data.status === 'failed' || payment.data.status === 'expired') && <Gone />}
    </Stack>
  )
}

const titles = {
  pending: 'pendingTitle',
  paid: 'paidTitle',
  failed: 'failedTitle',
  expired: 'expiredTitle',
} as const

function Order({ payment }: { payment: Payment }) {
  const t = useMessages(words)
  const what =
    'planId' in payment.item
      ? t('plan', { name: payment.item.name })
      : t('credits', { count: payment.item.credits })
  return (
    <Receipt title="Lumiku" aside={payment.orderId}>
      <ReceiptLines>
        <ReceiptLine label={what} value={rupiah(payment.listAmount)} />
        {payment.carriedOver > 0 && (
          <ReceiptLine label={t('carriedOver')} value={`−${rupiah(payment.carriedOver)}`} good />
        )}
        {payment.discount > 0 && (
          <ReceiptLine
            label={t('discount', { code: payment.couponCode ?? '' })}
            value={`−${rupiah(payment.discount)}`}
            good
          />
        )}
      </ReceiptLines>
      <ReceiptLines total>
        <ReceiptLine label={t('sum')} value={rupiah(payment.amount)} />
      </ReceiptLines>
    </Receipt>
  )
}

function Pending({ payment, checking, onCheck }: { payment: Payment; checking: boolean; onCheck(): void }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { vaNumber } = payment.instructions
  return (
    <>
      <p style={{ margin: 0 }}>{t('pendingText')}</p>
      {vaNumber && (
        <Paper withBorder p="md" radius="lg">
          <Group justify="space-between">
            <span>
              {t('va')}
              <br />
              <strong className="num">{vaNumber}</strong>
            </span>
            <CopyButton value={vaNumber}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {copied ? t('copied') : t('copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Paper>
      )}
      <Group>
        {payment.url && (
          <Button component="a" href={payment.url}>
            {t('payOn')}
          </Button>
        )}
        <Button
          variant="default"
          loading={checking}
          onClick={onCheck}
          leftSection={<IconRefresh size={20} aria-hidden />}
        >
          {t('checkAgain')}
        </Button>
      </Group>
      <Badge variant="default" size="lg" leftSection={<IconClockHour4 size={16} aria-hidden />} tt="none">
        {t('expires', { time: dateTime(payment.expiresAt, locale) })}
      </Badge>
    </>
  )
}

function Paid({ payment }: { payment: Payment }) {
  const t = useMessages(words)
  const { data: me } = useQuery(meQuery)
  const interrupted = me ? interruptedBy({ orderId: payment.orderId, accountId: me.account.id }) : null
  const back = interrupted?.place.startsWith('/studio/') ? interrupted.place : null
  const text = () => {
    if (payment.fulfilledAs === 'credits') return t('asCredits')
    if (!('planId' in payment.item)) return t('paidCredits', { count: payment.item.credits })
    return t(payment.kind === 'renew' ? 'paidRenew' : 'paidPlan', { name: payment.item.name })
  }
  return (
    <>
      <Alert color="green" role="status">
        {text()}
      </Alert>
      {interrupted?.run && <ContinuedRun interrupted={interrupted} run={interrupted.run} />}
      <Group>
        {!interrupted?.run && (
          <Button component={Link} to={back ?? '/studio'}>
            {back ? t('continue') : t('toStudio')}
          </Button>
        )}
        {payment.invoiceNumber && (
          <Button
            component="a"
            variant="default"
            href={`/api/payments/${payment.id}/invoice.pdf`}
            target="_blank"
            leftSection={<IconFileInvoice size={20} aria-hidden />}
          >
            {t('invoice', { number: payment.invoiceNumber })}
          </Button>
        )}
      </Group>
    </>
  )
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

function Gone() {
  const t = useMessages(words)
  return (
    <>
      <p style={{ margin: 0 }}>{t('failedText')}</p>
      <Group>
        <Button component={Link} to="/pricing">
          {t('again')}
        </Button>
      </Group>
    </>
  )
}
