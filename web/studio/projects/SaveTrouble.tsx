import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { relative } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { words } from './messages.ts'
import type { SaveView } from './project-saver.ts'
import styles from './SaveTrouble.module.css'

/** What has to be decided before this can be saved. Nothing when it is only a matter of time. */
export function SaveTrouble(props: {
  view: SaveView
  onTheirs(): void
  /** Resolves when the copy is open, or could not be made. */
  onCopy(): Promise<unknown>
}) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const [busy, setBusy] = useState(false)
  const { state, theirs } = props.view
  const copy = async () => {
    setBusy(true)
    await props.onCopy()
    setBusy(false)
  }
  if (state !== 'stale' && state !== 'gone') return null
  return (
    <div className={styles.notice} role="alert">
      <p className={styles.title}>{t(state === 'stale' ? 'staleTitle' : 'goneTitle')}</p>
      <p className={styles.text}>
        {state === 'gone'
          ? t('goneText')
          : t('staleText', { time: theirs ? relative(theirs.updatedAt, Date.now(), locale) : '' })}
      </p>
      <Group gap="sm">
        {state === 'stale' && (
          <Button size="sm" mih={44} variant="default" onClick={props.onTheirs}>
            {t('takeTheirs')}
          </Button>
        )}
        <Button size="sm" mih={44} variant="default" loading={busy} onClick={copy}>
          {t(state === 'stale' ? 'keepMine' : 'keepAsNew')}
        </Button>
      </Group>
    </div>
  )
}
