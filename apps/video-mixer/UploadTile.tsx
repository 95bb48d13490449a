import { ActionIcon } from '@mantine/core'
import { IconRefresh, IconX } from '@tabler/icons-react'
import { percent } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { MediaThumb } from '#ui/MediaThumb.tsx'
import { RunProgress } from '#ui/RunProgress.tsx'
import type { Upload } from '../define-editor.ts'
import styles from './ClipBoard.module.css'
import { words } from './messages.ts'

/** A clip on its way: how far, or why not. */
export function UploadTile({ upload }: { upload: Upload }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { name, state } = upload
  const said = {
    waiting: t('waiting'),
    sending: t('uploading', { percent: percent(upload.fraction, locale) }),
    stalled: t('stalled'),
    judging: t('judging'),
    failed: upload.problem ?? '',
  }[state]
  return (
    <li className={styles.card}>
      <div className={styles.face}>
        <MediaThumb src={upload.previewUrl} ratio={0.8}>
          <span className={styles.veil} />
          {state !== 'failed' && (
            <span className={styles.uploadBar}>
              <RunProgress fraction={state === 'judging' ? null : upload.fraction} label={name} />
            </span>
          )}
        </MediaThumb>
        <span className={styles.uploadActions}>
          {state === 'failed' && upload.retry && (
            <ActionIcon variant="transparent" aria-label={t('uploadRetry', { name })} onClick={upload.retry}>
              <IconRefresh size={20} aria-hidden />
            </ActionIcon>
          )}
          <ActionIcon variant="transparent" aria-label={t('uploadCancel', { name })} onClick={upload.cancel}>
            <IconX size={20} aria-hidden />
          </ActionIcon>
        </span>
      </div>
      <p className={styles.name} title={name}>
        {name}
      </p>
      <p
        className={styles.uploadNote}
        data-failed={state === 'failed' || undefined}
        role={state === 'failed' ? 'alert' : undefined}
      >
        {said}
      </p>
    </li>
  )
}
