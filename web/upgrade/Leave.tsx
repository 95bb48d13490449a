import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMessages } from '#ui/i18n.tsx'
import { words } from './messages.ts'
import styles from './RefusalDialog.module.css'

/** What becomes of the input, and the two ways on from here. */
export function Leave({ onClose }: { onClose(): void }) {
  const t = useMessages(words)
  return (
    <>
      <p className={styles.note}>{t('kept')}</p>
      <Group justify="flex-end" gap="sm">
        <Button component={Link} to="/pricing" variant="default">
          {t('seePricing')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('back')}
        </Button>
      </Group>
    </>
  )
}
