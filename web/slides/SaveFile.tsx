import { Button, type ButtonProps } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import type { BundledFile } from './bundled-files.ts'
import { words } from './messages.ts'
import { type Bundle, partQuery } from './part-query.ts'
import styles from './SaveFile.module.css'

/** Saves one file of a bundle under its own name. */
export function SaveFile({
  bundle,
  file,
  children,
  ...button
}: ButtonProps & { bundle: Bundle; file: BundledFile; children: ReactNode; 'aria-label'?: string }) {
  const t = useMessages(words)
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: async () => saveBlob(await client.fetchQuery(partQuery(bundle, file)), file.name),
  })
  return (
    <>
      <Button
        leftSection={<IconDownload size={20} aria-hidden />}
        {...button}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        {children}
      </Button>
      {save.isError && (
        <p className={styles.bad} role="alert">
          {t('saveFailed')}
        </p>
      )}
    </>
  )
}

function saveBlob(blob: Blob, name: string) {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Phones read it only after they have asked where to put it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
