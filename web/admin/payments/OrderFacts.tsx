import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { date, dateTime, rupiah } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import type { Order } from '../admin-types.ts'
import { useItemName } from '../useItemName.ts'
import { words } from './messages.ts'
import styles from './OrderPage.module.css'

/** Who bought what, for how much, when, through whom, and what it brought them. */
export function OrderFacts({ order }: { order: Order }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const itemName = useItemName()
  const { payment, reference } = order
  const at = (iso: string | undefined) => iso && dateTime(iso, locale)
  return (
    <dl className={styles.facts}>
      <Fact label={t('buyer')}>
        {payment.buyer.name}
        <br />
        <Anchor component={Link} to={`/admin/payments?q=${encodeURIComponent(payment.buyer.email)}`}>
          {payment.buyer.email}
        </Anchor>
      </Fact>
      <Fact label={t('bought')}>
        {t('itemOf', { item: itemName(payment.item), kind: t(`kind_${payment.kind}`) })}
      </Fact>
      <Fact label={t('gave')}>
        <Brought order={order} />
      </Fact>
      {payment.listAmount !== payment.amount && <Fact label={t('price')}>{rupiah(payment.listAmount)}</Fact>}
      {payment.carriedOver > 0 && <Fact label={t('carriedOver')}>−{rupiah(payment.carriedOver)}</Fact>}
      {payment.discount > 0 && (
        <Fact label={t('discount', { code: payment.couponCode ?? '' })}>−{rupiah(payment.discount)}</Fact>
      )}
      <Fact label={t(payment.status === 'paid' ? 'amount' : 'toPay')}>{rupiah(payment.amount)}</Fact>
      <Fact label={t('gateway')}>{payment.gateway === 'none' ? t('noGateway') : payment.gateway}</Fact>
      <Fact label={t('reference')}>{reference}</Fact>
      <Fact label={t('method')}>{payment.methodName}</Fact>
      <Fact label={t('createdAt')}>{at(payment.createdAt)}</Fact>
      {payment.status !== 'paid' && <Fact label={t('expiresAt')}>{at(payment.expiresAt)}</Fact>}
      <Fact label={t('paidAt')}>{at(payment.paidAt)}</Fact>
      {payment.status !== 'paid' && <Fact label={t('checkedAt')}>{at(payment.checkedAt)}</Fact>}
      {payment.invoiceNumber && (
        <Fact label={t('invoice')}>
          <Anchor href={`/api/admin/payments/${payment.id}/invoice.pdf`} target="_blank">
            {payment.invoiceNumber}
          </Anchor>
        </Fact>
      )}
    </dl>
  )
}

/** The credits or the periods it turned into. */
function Brought({ order: { payment, handedOver } }: { order: Order }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const plan = 'planId' in payment.item ? payment.item.name : ''
  const lines = [
    ...(handedOver.credits ? [t('gaveCredits', handedOver.credits)] : []),
    ...(payment.fulfilledAs === 'credits' ? [t('lateCredits')] : []),
    ...handedOver.periods.map(({ startsAt, endsAt, cutAt }) => {
      const from = date(startsAt, locale)
      const span = endsAt
        ? t('gavePeriod', { plan, from, until: date(endsAt, locale) })
        : t('gaveForever', { plan, from })
      return cutAt ? `${span}, ${t('cut', { date: date(cutAt, locale) })}` : span
    }),
  ]
  if (lines.length === 0) return '–'
  return lines.map((line) => <div key={line}>{line}</div>)
}

/** Nothing to say, nothing shown. */
function Fact({ label, children }: { label: string; children: ReactNode }) {
  if (children === undefined || children === null || children === '') return null
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
