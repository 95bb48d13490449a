import { Button } from '@mantine/core'
import { IconDownload, IconFileExport } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { bytes } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { RunProgress } from '#ui/RunProgress.tsx'
import { ApiProblem, api } from '../api.ts'
import type { Asset } from '../api-types.ts'
import { keys } from '../queries.ts'
import styles from './PackedFilm.module.css'
import { words } from './packed-film-words.ts'

/** What else can be had of a film that is computed while it is downloaded: its small form, and an ordinary file in the library. Nothing for other files. */
export function PackedFilm({ file }: { file: Pick<Asset, 'id' | 'name' | 'url' | 'bytes' | 'storedBytes'> }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const client = useQueryClient()
  const { id, name } = file
  const write = useMutation({
    mutationFn: () => api.post<Asset>(`/api/files/${id}/write-out`),
    onSuccess: () =>
      Promise.all(
        [keys.files, keys.generations, keys.me].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  })
  const size = bytes(file.bytes, locale)
  if (write.isSuccess)
    return (
      <p className={styles.text} role="status">
        {t('written', { bytes: size })}
      </p>
    )
  if (file.storedBytes >= file.bytes) return null
  const full = write.error instanceof ApiProblem && write.error.code === 'storage_full'
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
      <Button
        variant="default"
        disabled={write.isPending}
        aria-label={t('writeOutName', { name })}
        leftSection={<IconFileExport size={20} aria-hidden />}
        onClick={() => write.mutate()}
      >
        {t('writeOut')}
      </Button>
      {write.isPending && <RunProgress fraction={null} label={t('writing', { bytes: size })} />}
      <p
        className={styles.text}
        role={write.isError ? 'alert' : 'status'}
        data-bad={write.isError || undefined}
      >
        {write.isPending
          ? t('writing', { bytes: size })
          : write.isError
            ? t(full ? 'full' : 'failed', { bytes: size })
            : t('writeOutText', { stored: bytes(file.storedBytes, locale), bytes: size })}
      </p>
    </section>
  )
}
