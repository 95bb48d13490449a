import { Alert, Button, Group, Modal, Skeleton, Stack, TextInput } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useContext, useRef, useState } from 'react'
import { date, rupiah } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { Receipt, ReceiptLine, ReceiptLines } from '#ui/Receipt.tsx'
import { ApiProblem, api } from '../api.ts'
import type { Payment, PlanChange, Priced } from '../api-types.ts'
import { meQuery } from '../queries.ts'
import { interrupt } from './interrupted.ts'
import { type Word, words } from './messages.ts'
import { PaymentMethods } from './PaymentMethods.tsx'
import { RefusedRun } from './refused-run.ts'
import { pageOf, type Wish } from './wish.ts'

/** What it is, what it costs today with everything taken off, and the one button that orders it. */
export function CheckoutDialog({ wish, onClose }: { wish: Wish | null; onClose(): void }) {
  const t = useMessages(words)
  return (
    <Modal
      opened={wish !== null}
      onClose={onClose}
      title={<strong>{t('checkout')}</strong>}
      size="md"
      zIndex={400}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {wish && <Checkout key={`${wish.kind} ${wish.id}`} wish={wish} onClose={onClose} />}
    </Modal>
  )
}

function Checkout({ wish, onClose }: { wish: Wish; onClose(): void }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const client = useQueryClient()
  const [typed, setTyped] = useState('')
  const [coupon, setCoupon] = useState<string | undefined>()
  const key = useRef(crypto.randomUUID())
  const run = useContext(RefusedRun)
  const { data: me } = useQuery(meQuery)
  const changes = wish.kind === 'plan' && me?.account.accountType === 'subscription'
  const preview = useQuery({
    queryKey: ['change', wish.id],
    queryFn: () => api.post<PlanChange>('/api/subscription/change-plan?preview=true', { planId: wish.id }),
    enabled: changes,
    staleTime: 0,
  })
  const later = changes && preview.data && preview.data.kind !== 'upgrade' ? preview.data : null
  const plain = usePrice(wish, undefined, true)
  const reduced = usePrice(wish, coupon, coupon !== undefined)
  const refused =
    coupon !== undefined && reduced.error instanceof ApiProblem && reduced.error.details.reason
      ? String(reduced.error.details.reason)
      : null
  // A coupon that does not count must not stand in the way of buying without it.
  const price = coupon === undefined || refused ? plain : reduced

  const order = useMutation({
    mutationFn: () => place(wish, { changes, coupon: refused ? undefined : coupon, key: key.current }),
    onSuccess: async (payment) => {
      await client.invalidateQueries()
      if (!payment) {
        onClose()
        // What begins at once lets the run that waits for it begin; a change of a later day does not.
        if (!later) run?.goOn()
        return
      }
      if (me)
        interrupt({
          orderId: payment.orderId,
          accountId: me.account.id,
          place: `${location.pathname}${location.search}`,
          run,
        })
      location.assign(pageOf(payment))
    },
    // Without an answer the order may stand: only the same key finds it again.
    onError: (error) => {
      if (!answerLost(error)) key.current = crypto.randomUUID()
    },
  })

  const name =
    wish.kind === 'pack' ? t('credits', { count: Number(wish.name) }) : t('plan', { name: wish.name })
  if (changes && preview.isPending) return <Skeleton height="16rem" radius="lg" />
  if (later) {
    const at = date(later.effectiveAt, locale)
    return (
      <Stack>
        <p>{t('scheduleText', { date: at, amount: rupiah(later.nextAmount) })}</p>
        <Failure error={order.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('back')}
          </Button>
          <Button loading={order.isPending} onClick={() => order.mutate()}>
            {t('schedule', { date: at })}
          </Button>
        </Group>
      </Stack>
    )
  }

  const shown = price.data
  return (
    <Stack>
      <Receipt title="Lumiku" aside={name}>
        {shown ? (
          <>
            <ReceiptLines>
              <ReceiptLine label={t('price')} value={rupiah(shown.listAmount)} />
              {shown.carriedOver > 0 && (
                <ReceiptLine label={t('carriedOver')} value={`−${rupiah(shown.carriedOver)}`} good />
              )}
              {shown.discount > 0 && (
                <ReceiptLine
                  label={t('discount', { code: shown.couponCode ?? '' })}
                  value={`−${rupiah(shown.discount)}`}
                  good
                />
              )}
            </ReceiptLines>
            <ReceiptLines total>
              <ReceiptLine label={t('total')} value={rupiah(shown.amount)} />
            </ReceiptLines>
          </>
        ) : (
          <Skeleton height="6rem" />
        )}
      </Receipt>
      <PaymentMethods item={wish.id} />
      {preview.data?.price && preview.data.price.excess > 0 && <p>{t('excess')}</p>}
      {wish.kind !== 'pack' && shown && <p>{t('nextCycle', { amount: rupiah(shown.listAmount) })}</p>}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          key.current = crypto.randomUUID()
          setCoupon(typed.trim() || undefined)
        }}
      >
        <Group align="flex-end" wrap="nowrap">
          <TextInput
            label={t('coupon')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={refused && t(`coupon_${refused}` as Word)}
            autoComplete="off"
            autoCapitalize="characters"
            maxLength={32}
            flex={1}
          />
          <Button
            type="submit"
            variant="default"
            disabled={typed.trim() === '' && coupon === undefined}
            loading={coupon !== undefined && reduced.isFetching}
          >
            {t('couponApply')}
          </Button>
        </Group>
      </form>
      <Failure error={order.error ?? price.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('back')}
        </Button>
        <Button disabled={!shown} loading={order.isPending} onClick={() => order.mutate()}>
          {!shown
            ? t('checkout')
            : shown.amount === 0
              ? t('take')
              : t('pay', { amount: rupiah(shown.amount) })}
        </Button>
      </Group>
    </Stack>
  )
}

function usePrice(wish: Wish, coupon: string | undefined, enabled: boolean) {
  return useQuery({
    queryKey: ['price', wish.kind, wish.id, coupon],
    queryFn: () =>
      api.post<Priced>('/api/payments/price', {
        item: wish.id,
        ...(coupon ? { coupon } : {}),
        ...(wish.kind === 'renew' ? { renew: true } : {}),
      }),
    enabled,
    staleTime: 0,
  })
}

function answerLost(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return true
  if (error.code === 'provider_failed') return false
  return error.status === 0 || error.status >= 500 || error.code === 'idempotency_in_progress'
}

function Failure({ error }: { error: unknown }) {
  const t = useMessages(words)
  if (!error) return null
  const code = error instanceof ApiProblem ? error.code : ''
  return (
    <Alert color="red" role="alert" icon={<IconAlertCircle aria-hidden />}>
      {code === 'provider_failed' ? t('providerFailed') : t('notCharged')}
    </Alert>
  )
}

/** Orders it. Null: nothing has to be paid for it now. */
async function place(
  wish: Wish,
  { changes, coupon, key }: { changes: boolean; coupon: string | undefined; key: string },
): Promise<Payment | null> {
  const options = { idempotencyKey: key }
  const reduced = coupon ? { coupon } : {}
  const path =
    wish.kind === 'pack'
      ? '/api/credits/purchase'
      : wish.kind === 'renew'
        ? '/api/subscription/renew-payment'
        : changes
          ? '/api/subscription/change-plan'
          : '/api/subscription/subscribe'
  const body = wish.kind === 'pack' ? { packId: wish.id } : wish.kind === 'renew' ? {} : { planId: wish.id }
  const { payment } = await api.post<{ payment?: Payment }>(path, { ...body, ...reduced }, options)
  return payment ?? null
}
