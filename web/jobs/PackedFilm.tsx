import { Button } from '@mantine/core'
import { IconDownload, IconFileExport } from '@tabler/icons-react'
import { bytes } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import type { Asset } from '../api-types.ts'
import styles from './PackedFilm.module.css'
import { words } from './packed-film-words.ts'
import { useWriteOut } from './useWriteOut.ts'
import { WritingOut } from './WritingOut.tsx'

/** What else can be had of a film that is computed while it is downloaded: its small form, and an ordinary file in the library. Nothing for other files. */
export function PackedFilm({ file }: { file: Pick<Asset, 'id' | 'name' | 'url' | 'bytes' | 'storedBytes'> }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { writeOut, underWay, trouble, done, packed, ask, cancel } = useWriteOut(file)
  const { name } = file
  const size = bytes(file.bytes, locale)
  if (done)
    return (
      <p className={styles.text} role="status">
        {t('written', { bytes: size })}
      </p>
    )
  if (!packed) return null
  return (
    <section className={styles.forms} aria-label={t('title')}>
      <Button
        component="a"
        variant="default"
        href={`${file.url}&form=compact`}
        download={name.replace(/(\.\w+)?$/, ' compact$1')}
        aria-label={t('compactName', { name })}
        leftSection={<IconDownload size={20} aria-hidden />}
      >
        {t('compact')}
      </Button>
      <p className={styles.text}>{t('compactText')}</p>
      {writeOut && underWay ? (
        <WritingOut
          writeOut={writeOut}
          name={name}
          onCancel={() => cancel.mutate()}
          cancelling={cancel.isPending}
        />
      ) : (
        <>
          <Button
            variant="default"
            loading={ask.isPending}
            aria-label={t(trouble ? 'againName' : 'writeOutName', { name })}
            leftSection={<IconFileExport size={20} aria-hidden />}
            onClick={() => ask.mutate()}
          >
            {t(trouble ? 'again' : 'writeOut')}
          </Button>
          <p className={styles.text} role={trouble ? 'alert' : 'status'} data-bad={trouble ?? undefined}>
            {trouble
              ? t(trouble, { bytes: size })
              : t('writeOutText', { stored: bytes(file.storedBytes, locale), bytes: size })}
          </p>
        </>
      )}
    </section>
  )
}
