import { useMessages } from '#ui/i18n.tsx'
import styles from './Closing.module.css'
import { words } from './messages.ts'
import { StartButton } from './StartButton.tsx'

export function Closing() {
  const t = useMessages(words)
  return (
    <section className={styles.closing}>
      <h2>{t('closingTitle')}</h2>
      <StartButton>{t('closingButton')}</StartButton>
    </section>
  )
}
