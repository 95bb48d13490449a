import { Skeleton } from '@mantine/core'
import { useMessages } from '#ui/i18n.tsx'
import styles from './AppPage.module.css'
import { words } from './messages.ts'

/** The workbench's rooms before anything is in them. */
export function BenchHold() {
  const t = useMessages(words)
  return (
    <div role="status" aria-label={t('loading')}>
      <Skeleton height={36} width={220} radius="md" mb="xl" />
      <div className={styles.hold}>
        <Skeleton height={420} radius="lg" />
        <Skeleton height={560} radius="lg" />
      </div>
    </div>
  )
}
