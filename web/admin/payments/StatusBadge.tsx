import { Badge } from '@mantine/core'
import { useMessages } from '#ui/i18n.tsx'
import type { OrderSummary } from '../admin-types.ts'
import { words } from './messages.ts'

const colours = { pending: 'lamp', paid: 'basic', failed: 'red', expired: 'gray' } as const

export function StatusBadge({ status }: { status: OrderSummary['status'] }) {
  const t = useMessages(words)
  return (
    <Badge variant="light" size="lg" tt="none" color={colours[status]}>
      {t(status)}
    </Badge>
  )
}
