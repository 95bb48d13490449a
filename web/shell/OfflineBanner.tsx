import { IconCloudOff } from '@tabler/icons-react'
import { onlineManager } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import { words } from './messages.ts'
import styles from './OfflineBanner.module.css'

/** Floats above the tab bar, so nothing moves when the signal goes. */
export function OfflineBanner() {
  const t = useMessages(words)
  const online = useSyncExternalStore(
    (changed) => onlineManager.subscribe(changed),
    () => onlineManager.isOnline(),
  )
  return (
    <div role="status" className={styles.place}>
      {!online && (
        <p className={styles.banner}>
          <IconCloudOff size={20} aria-hidden />
          {t('offline')}
        </p>
      )}
    </div>
  )
}
