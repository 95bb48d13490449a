import { ActionIcon } from '@mantine/core'
import { IconRefresh, IconX } from '@tabler/icons-react'
import { percent } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import type { Upload } from '../define-editor.ts'
import styles from './Editor.module.css'
import { words } from './messages.ts'

/** Names of fonts: what of them is on its way is told where they were chosen. */
export const fontFile = /\.(ttf|otf|woff2?)$/i

/** Files on their way, or why they did not come. */
export function UploadLines({ uploads }: { uploads: readonly Upload[] }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  return uploads.map((upload) => (
    <p key={upload.id} className={styles.upload} role={upload.state === 'failed' ? 'alert' : undefined}>
      <span>
        {upload.problem ?? t('uploading', { name: upload.name, percent: percent(upload.fraction, locale) })}
      </span>
      {upload.retry && (
        <ActionIcon
          variant="subtle"
          size={44}
          aria-label={t('retry', { name: upload.name })}
          onClick={upload.retry}
        >
          <IconRefresh size={18} aria-hidden />
        </ActionIcon>
      )}
      <ActionIcon
        variant="subtle"
        size={44}
        aria-label={t('cancel', { name: upload.name })}
        onClick={upload.cancel}
      >
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </p>
  ))
}
