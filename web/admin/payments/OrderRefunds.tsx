import { Anchor, Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { date, rupiah } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { Panel } from '../../account/Panel.tsx'
import type { Order } from '../admin-types.ts'
import { words as refundWords } from '../refunds/messages.ts'
import { RefundBadge } from '../refunds/RefundBadge.tsx'
import { ServiceRefundDialog } from '../refunds/ServiceRefundDialog.tsx'
import rows from '../rows.module.css'
import { words } from './messages.ts'
import styles from './OrderPage.module.css'

/** What went back of it, what is on its way, and the way to give more. */
export function OrderRefunds({ order }: { order: Order }) {
  const t = useMessages(words)
  const r = useMessages(refundWords)
  const { locale } = useLocale()
  const [giving, setGiving] = useState(false)
  const { payment, refundable, refunds } = order
  if (payment.status !== 'paid') return null
  const open = refunds.some(({ status }) => status === 'requested' || status === 'approved')
  return (
    <Panel
      title={t('refunds')}
      text={t('left', { left: rupiah(refundable) })}
      aside={
        refundable > 0 &&
        !open && (
          <Button variant="default" onClick={() => setGiving(true)}>
            {r('serviceButton')}
          </Button>
        )
      }
    >
      {refunds.length === 0 && <p className={styles.none}>{t('noRefunds')}</p>}
      <ul className={rows.rows}>
        {refunds.map((refund) => (
          <li key={refund.id} className={rows.row}>
            <p className={rows.title}>{refund.reason}</p>
            <strong className={rows.amount}>{rupiah(refund.amount)}</strong>
            <p className={`${rows.dim} ${rows.wide} ${rows.foot}`}>
              <RefundBadge refund={refund} />
              <span>{r(refund.kind)}</span>
              <time dateTime={refund.requestedAt}>{date(refund.requestedAt, locale)}</time>
              {refund.paidReference && <span>{r('reference', { reference: refund.paidReference })}</span>}
            </p>
          </li>
        ))}
      </ul>
      {open && (
        <Anchor component={Link} to="/admin/refunds" className={styles.back}>
          {t('decide')}
        </Anchor>
      )}
      {giving && (
        <ServiceRefundDialog paymentId={payment.id} left={refundable} onClose={() => setGiving(false)} />
      )}
    </Panel>
  )
}
