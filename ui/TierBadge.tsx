import { IconLock } from '@tabler/icons-react'
import type { Tier } from '#catalog/tiers.ts'
import styles from './TierBadge.module.css'
import { tierName } from './tier-name.ts'

/** Free blue, Basic green, Pro purple, Enterprise gold: the same everywhere. A lock says it is not open yet. */
export function TierBadge({ tier, locked }: { tier: Tier; locked?: string }) {
  return (
    <span className={styles.badge} data-tier={tier}>
      {locked && <IconLock size={13} stroke={2.25} aria-label={locked} role="img" />}
      {tierName[tier]}
    </span>
  )
}
