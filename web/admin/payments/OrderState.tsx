import { Alert, Button } from '@mantine/core'
import { rupiah } from '#ui/format.ts'
import { useMessages } from '#ui/i18n.tsx'
import { api } from '../../api.ts'
import type { Checked, Order } from '../admin-types.ts'
import { Refused } from '../Refused.tsx'
import { useAction } from '../useAction.ts'
import { words } from './messages.ts'
import styles from './OrderPage.module.css'
import { StatusBadge } from './StatusBadge.tsx'

/** How it stands; while it is not paid, its gateway can be asked. */
export function OrderState({ order }: { order: Order }) {
  const t = useMessages(words)
  const { payment, canAsk } = order
  const check = useAction(() => api.post<Checked>(`/api/admin/payments/${payment.id}/check`))
  const result = check.data?.result
  return (
    <>
      <div className={styles.state}>
        <strong className={styles.sum}>{rupiah(payment.amount)}</strong>
        <StatusBadge status={payment.status} />
        {payment.status !== 'paid' && canAsk && (
          <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
            {t('check')}
          </Button>
        )}
      </div>
      <Refused error={check.error} />
      {result && !check.error && (
        <Alert role="status" mb="md" color={result === 'wrong_amount' ? 'red' : 'gray'}>
          {t(`result_${result}`)}
        </Alert>
      )}
    </>
  )
}
