import { useMessages } from '#ui/i18n.tsx'
import type { Quota } from '../api-types.ts'
import { words } from './messages.ts'
import styles from './UsageByModel.module.css'
import { UsageByModel } from './UsageByModel.tsx'

/** Which models took how much of today's quota; what is held by running work counts. */
export function QuotaByModel({ quota }: { quota: Pick<Quota, 'breakdown' | 'limit'> }) {
  const t = useMessages(words)
  if (Object.keys(quota.breakdown).length === 0) return <p className={styles.none}>{t('quotaUnused')}</p>
  return <UsageByModel units={quota.breakdown} whole={quota.limit} label={t('quotaBreakdown')} />
}
