import { Button, Loader } from '@mantine/core'
import { IconEye, IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { duration } from '#ui/format.ts'
import { useMessages } from '#ui/i18n.tsx'
import { SettingsBlock } from '#ui/SettingsBlock.tsx'
import { Stepper } from '#ui/Stepper.tsx'
import type { EditorProps } from '../define-editor.ts'
import { checkMix } from './edit-mix.ts'
import type { MixInput } from './input.ts'
import { words } from './messages.ts'
import styles from './PreviewPanel.module.css'
import type { BatchScore } from './score-batch.ts'
import { useVariant } from './useVariant.ts'

/** What will come out, before anything is paid: how different the videos are, and any one of them, small. */
export function PreviewPanel(props: EditorProps<MixInput> & { score: BatchScore | null }) {
  const t = useMessages(words)
  const { value, assets, score } = props
  const [wanted, setWanted] = useState(1)
  const output = Math.min(wanted, value.outputs)
  const { variant, show } = useVariant(value, props.preview)
  const possible = Boolean(props.preview) && !checkMix(value, assets).missing
  return (
    <SettingsBlock title={t('preview')} icon={<IconEye size={22} stroke={1.75} aria-hidden />}>
      {score && <Score score={score} />}
      <p className={styles.note}>{t(possible ? 'previewNote' : 'previewLater')}</p>
      <div className={styles.row}>
        <Stepper
          label={t('previewWhich')}
          less={t('previewLess')}
          more={t('previewMore')}
          value={output}
          min={1}
          max={value.outputs}
          onChange={setWanted}
        />
        <Button
          variant="default"
          mih={48}
          disabled={!possible || variant.state === 'making'}
          leftSection={<IconPlayerPlay size={20} aria-hidden />}
          onClick={() => void show(output)}
        >
          {t('previewShow', { output })}
        </Button>
      </div>
      <div className={styles.stage} aria-live="polite">
        {variant.state === 'making' && (
          <p className={styles.note}>
            <Loader size="xs" aria-hidden /> {t('previewMaking')}
          </p>
        )}
        {variant.state === 'failed' && <p className={styles.note}>{t('previewFailed')}</p>}
        {variant.state === 'seen' && (
          <>
            {/* biome-ignore lint/a11y/useMediaCaption: what people upload carries no captions */}
            <video
              key={variant.url}
              className={styles.player}
              src={variant.url}
              aria-label={t('previewVideo', { output: variant.look.output })}
              autoPlay={!matchMedia('(prefers-reduced-motion: reduce)').matches}
              controls
              playsInline
            />
            <p className={styles.note}>
              {t('previewSeen', { output: variant.look.output, length: duration(variant.look.seconds) })}
              {variant.look.shownSeconds < variant.look.seconds - 0.5 &&
                ` ${t('previewBeginning', { seconds: Math.round(variant.look.shownSeconds) })}`}
              {variant.look.nearest &&
                ` ${t('previewNearest', {
                  other: variant.look.nearest.output,
                  score: Math.round(variant.look.nearest.distance * 100),
                })}`}
            </p>
          </>
        )}
      </div>
    </SettingsBlock>
  )
}

/** From here on two videos are told apart at once, and from there on at a second look. */
const clear = 0.4
const fair = 0.2

function Score({ score: { distance, pair } }: { score: BatchScore }) {
  const t = useMessages(words)
  const points = Math.round(distance * 100)
  const verdict = t(distance >= clear ? 'scoreClear' : distance >= fair ? 'scoreFair' : 'scoreClose')
  return (
    <div className={styles.score}>
      <p className={styles.points}>
        <b className="num">{points}</b>
        <span>{t('scoreOf')}</span>
      </p>
      <p className={styles.note}>
        <b>{verdict}</b> {t('scorePair', { one: pair[0], other: pair[1] })}
      </p>
    </div>
  )
}
