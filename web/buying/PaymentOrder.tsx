import { rupiah } from '#ui/format.ts'
import { useMessages } from '#ui/i18n.tsx'
import { Receipt, ReceiptLine, ReceiptLines, ReceiptPlace } from '#ui/Receipt.tsx'
import type { Payment } from '../api-types.ts'
import { words } from './messages.ts'

/** What was ordered, and what it comes to. */
export function PaymentOrder({ payment }: { payment: Payment }) {
  const t = useMessages(words)
  const what =
    'planId' in payment.item
      ? t('plan', { name: payment.item.name })
      : t('credits', { count: payment.item.credits })
  return (
    <ReceiptPlace quiet>
      <Receipt title="Lumiku" aside={<small style={{ whiteSpace: 'nowrap' }}>{payment.orderId}</small>} torn>
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
        {payment.methodName && payment.status === 'paid' && (
          <ReceiptLines>
            <ReceiptLine label={t('paidBy')} value={payment.methodName} />
          </ReceiptLines>
        )}
      </Receipt>
    </ReceiptPlace>
  )
}
