import { useQuery } from '@tanstack/react-query'
import { useMessages } from '#ui/i18n.tsx'
import { chargeQuery } from '../queries.ts'
import { ChargeReceipt } from './ChargeReceipt.tsx'
import { words } from './messages.ts'
import { Slip } from './Slip.tsx'

/** What a run cost and why; live while it runs. */
export function ChargeDialog({ id, opened, onClose }: { id: string; opened: boolean; onClose(): void }) {
  const t = useMessages(words)
  const { data, error, refetch } = useQuery({ ...chargeQuery(id), enabled: opened })
  return (
    <Slip
      title={t('details')}
      opened={opened}
      onClose={onClose}
      error={data ? null : error}
      onRetry={refetch}
      code={{ label: t('receiptCode'), value: id }}
    >
      {data && <ChargeReceipt charge={data} />}
    </Slip>
  )
}
