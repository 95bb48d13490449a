import { Button } from '@mantine/core'
import { bytes, duration, percent } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { RunProgress } from '#ui/RunProgress.tsx'
import type { WriteOut } from '../api-types.ts'
import styles from './PackedFilm.module.css'
import { words } from './packed-film-words.ts'

/** How far a film is on its way to being an ordinary file, and a way to stop it. */
export function WritingOut(props: {
  writeOut: WriteOut
  name: string
  onCancel(): void
  cancelling: boolean
}) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { state, written, secondsLeft } = props.writeOut
  const size = bytes(props.writeOut.bytes, locale)
  const waiting = state === 'queued'
  const fraction = written / Math.max(1, props.writeOut.bytes)
  return (
    <>
      <RunProgress fraction={waiting ? null : fraction} label={t('writing', { bytes: size })} />
      <p className={styles.facts}>
        {waiting ? (
          t('queued')
        ) : (
          <>
            <strong className="num">{percent(fraction, locale)}</strong>
            <span className="num">{t('writtenOf', { written: bytes(written, locale), bytes: size })}</span>
            {secondsLeft !== null && (
              <span className="num">{t('left', { time: duration(secondsLeft) })}</span>
            )}
          </>
        )}
      </p>
      <p className={styles.text} role="status">
        {t('leave')}
      </p>
      <Button
        variant="default"
        loading={props.cancelling}
        aria-label={t('cancelName', { name: props.name })}
        onClick={props.onCancel}
      >
        {t('cancel')}
      </Button>
    </>
  )
}
