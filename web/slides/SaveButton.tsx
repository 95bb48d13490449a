import { Button, type ButtonProps } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import { words } from './messages.ts'
import styles from './SaveButton.module.css'

export interface Saved {
  name: string
  blob: Blob
}

/** Saves what has to be gathered first; says so where it could not be. */
export function SaveButton({
  gather,
  children,
  ...button
}: ButtonProps & { gather(): Promise<Saved>; children: ReactNode; 'aria-label'?: string }) {
  const t = useMessages(words)
  const save = useMutation({ mutationFn: async () => saveBlob(await gather()) })
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

function saveBlob({ name, blob }: Saved) {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Phones read it only after they have asked where to put it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
