import { Link } from '@tanstack/react-router'
import { dateTime, rupiah } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import type { OrderSummary } from '../admin-types.ts'
import { RefundBadge } from '../refunds/RefundBadge.tsx'
import styles from '../rows.module.css'
import { useItemName } from '../useItemName.ts'
import { words } from './messages.ts'
import { StatusBadge } from './StatusBadge.tsx'

/** One order; all of it leads to its page. */
export function OrderRow({ order }: { order: OrderSummary }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const itemName = useItemName()
  return (
    <li className={styles.row}>
      <h2 className={styles.title}>
        <Link to="/admin/payments/$order" params={{ order: order.orderId }} className={styles.link}>
          {order.orderId}
        </Link>
      </h2>
      <strong className={styles.amount}>{rupiah(order.amount)}</strong>
      <p className={styles.wide}>
        {t('itemOf', { item: itemName(order.item), kind: t(`kind_${order.kind}`) })}
      </p>
      <p className={`${styles.dim} ${styles.wide}`}>
        {order.buyer.name} · {order.buyer.email}
      </p>
      <p className={`${styles.dim} ${styles.wide} ${styles.foot}`}>
        <StatusBadge status={order.status} />
        {order.refundStatus && <RefundBadge refund={{ status: order.refundStatus }} />}
        <time dateTime={order.createdAt}>{dateTime(order.createdAt, locale)}</time>
      </p>
    </li>
  )
}
