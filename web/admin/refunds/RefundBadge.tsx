import { Badge } from '@mantine/core'
import { useMessages } from '#ui/i18n.tsx'
import type { Refund } from '../admin-types.ts'
import { words } from './messages.ts'

const colours = { requested: 'lamp', approved: 'lamp', paid: 'basic', rejected: 'gray' } as const

/** How far the money is on its way. */
export function RefundBadge({ refund }: { refund: Pick<Refund, 'status' | 'sending'> }) {
  const t = useMessages(words)
  return (
    <Badge variant="light" size="lg" tt="none" color={colours[refund.status]}>
      {t(refund.sending ?? refund.status)}
    </Badge>
  )
}
