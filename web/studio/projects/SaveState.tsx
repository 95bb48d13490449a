import { IconCheck, IconCloudOff } from '@tabler/icons-react'
import { useMessages } from '#ui/i18n.tsx'
import { words } from './messages.ts'
import type { SaveView } from './project-saver.ts'
import styles from './SaveState.module.css'

/** Quiet while all is well; what is not saved is said aloud, with what that means. */
export function SaveState({ state }: Pick<SaveView, 'state'>) {
  const t = useMessages(words)
  const trouble = state === 'unsaved' ? t('unsavedWhy') : state === 'refused' ? t('refusedWhy') : null
  return (
    <>
      {state === 'saved' && (
        <span className={styles.state}>
          <IconCheck size={16} aria-hidden />
          {t('saved')}
        </span>
      )}
      {state === 'saving' && <span className={styles.state}>{t('saving')}</span>}
      <span role="status" className={styles.aloud}>
        {trouble && (
          <span className={styles.state} data-trouble>
            <IconCloudOff size={18} aria-hidden />
            <span className={styles.words}>
              <strong>{t('unsaved')}</strong>
              <span>{trouble}</span>
            </span>
          </span>
        )}
      </span>
    </>
  )
}
