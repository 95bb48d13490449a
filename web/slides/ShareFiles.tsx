import { Button } from '@mantine/core'
import { IconShare2 } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import type { BundledFile } from './bundled-files.ts'
import { words } from './messages.ts'
import { type Bundle, partQuery } from './part-query.ts'
import styles from './SaveButton.module.css'

/** Hands all files of a bundle to another app on the device at once. Only where the device `takes` them. */
export function ShareFiles({ bundle, files }: { bundle: Bundle; files: readonly BundledFile[] }) {
  const t = useMessages(words)
  const client = useQueryClient()
  const [state, setState] = useState<'resting' | 'gathering' | 'ready' | 'failed'>('resting')

  async function share() {
    const held = state === 'ready'
    setState('gathering')
    try {
      const gathered = await Promise.all(
        files.map(
          async (file) =>
            new File([await client.fetchQuery(partQuery(bundle, file))], file.name, { type: file.type }),
        ),
      )
      await navigator.share({ files: gathered })
      setState('resting')
    } catch (error) {
      const name = error instanceof DOMException ? error.name : ''
      // A press counts for a few seconds only: when gathering took longer, the next press finds everything there.
      if (name === 'NotAllowedError' && !held) setState('ready')
      else setState(name === 'AbortError' ? 'resting' : 'failed')
    }
  }

  return (
    <>
      <Button
        leftSection={<IconShare2 size={20} aria-hidden />}
        loading={state === 'gathering'}
        onClick={share}
      >
        {state === 'ready' ? t('shareReady') : t('share', { count: files.length })}
      </Button>
      {state === 'failed' && (
        <p className={styles.bad} role="alert">
          {t('shareFailed')}
        </p>
      )}
    </>
  )
}

/** Whether the device can be handed these files. */
export function takes(files: readonly BundledFile[]): boolean {
  if (typeof navigator.canShare !== 'function') return false
  return navigator.canShare({ files: files.map(({ name, type }) => new File([' '], name, { type })) })
}
