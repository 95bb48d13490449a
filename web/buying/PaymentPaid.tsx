import { Alert, Button, Group } from '@mantine/core'
import { IconFileInvoice } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { rupiah } from '#ui/format.ts'
import { useMessages } from '#ui/i18n.tsx'
import type { Payment } from '../api-types.ts'
import { meQuery } from '../queries.ts'
import { ContinuedRun } from './ContinuedRun.tsx'
import { interruptedBy } from './interrupted.ts'
import { words } from './messages.ts'

/** What it brought, and the way on from here. */
export function PaymentPaid({ payment }: { payment: Payment }) {
  const t = useMessages(words)
  const { data: me } = useQuery(meQuery)
  const interrupted = me ? interruptedBy({ orderId: payment.orderId, accountId: me.account.id }) : null
  const back = interrupted?.place.startsWith('/studio/') ? interrupted.place : null
  const text = () => {
    if (payment.fulfilledAs === 'credits')
      return payment.becameCredits
        ? t('becameCredits', { count: payment.becameCredits, amount: rupiah(payment.amount) })
        : t('asCredits')
    if (!('planId' in payment.item)) return t('paidCredits', { count: payment.item.credits })
    return t(payment.kind === 'renew' ? 'paidRenew' : 'paidPlan', { name: payment.item.name })
  }
  return (
    <>
      <Alert color="green" role="status">
        {text()}
      </Alert>
      {payment.fulfilledAs === 'credits' && <p style={{ margin: 0 }}>{t('becameNext')}</p>}
      {interrupted?.run && <ContinuedRun interrupted={interrupted} run={interrupted.run} />}
      <Group>
        {!interrupted?.run && (
          <Button component={Link} to={back ?? '/studio'}>
            {back ? t('continue') : t('toStudio')}
          </Button>
        )}
        {payment.fulfilledAs === 'credits' && (
          <>
            <Button component={Link} to="/account/credits" variant="default">
              {t('toCredits')}
            </Button>
            <Button component={Link} to="/account/subscription" variant="default">
              {t('history')}
            </Button>
          </>
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
