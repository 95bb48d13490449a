import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import type { Payment } from '../api-types.ts'
import { words } from './messages.ts'

/** An order nobody can pay any more: whether money may have moved, how to find out, and the way to a new one. */
export function PaymentEnded({
  payment,
  text,
  children,
}: {
  payment: Payment
  text: string
  /** How to find out. */
  children: ReactNode
}) {
  const t = useMessages(words)
  return (
    <>
      <p style={{ margin: 0 }}>{text}</p>
      <Group>
        <Button component={Link} {...(placeOf(payment) as { to: string })}>
          {t('again')}
        </Button>
        <Button component={Link} to="/account/subscription" variant="default">
          {t('history')}
        </Button>
      </Group>
      {children}
    </>
  )
}

/** Where the same can be ordered at today's price, its checkout open. */
function placeOf({ kind, item }: Payment) {
  if (kind === 'renew') return { to: '/account/subscription' }
  if ('packId' in item) return { to: '/pricing', search: { buy: item.packId } }
  return {
    to: '/pricing',
    search: { ...(item.billingCycle === 'yearly' ? { cycle: 'yearly' } : {}), buy: item.planId },
  }
}
