import { Button, Loader, Slider } from '@mantine/core'
import { IconInfinity } from '@tabler/icons-react'
import { Choice } from '#ui/Choice.tsx'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { SettingsBlock } from '#ui/SettingsBlock.tsx'
import type { EditorProps } from '../define-editor.ts'
import styles from './Editor.module.css'
import type { LoopInput } from './input.ts'
import { words } from './messages.ts'
import { stretchOf } from './plan-run.ts'
import type { Seam } from './useSeam.ts'

/** How the end meets the beginning: each style with its score, and the moment around its joint, before anything is paid. */
export function SeamSettings(props: EditorProps<LoopInput> & { seam: Seam }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { value, onChange, seam } = props
  const looks = seam.state === 'seen' ? seam.looks : []
  const hint = (style: 'cut' | 'crossfade' | 'boomerang') => {
    if (seam.state !== 'seen') return undefined
    const look = looks.find((each) => each.style === style)
    return look ? t('scoreHint', { score: look.score }) : t('scoreNone')
  }
  const shown = looks.find((look) => (value.style === 'auto' ? look.best : look.style === value.style))
  const sharp = shown?.style === 'cut' && looks.some((look) => look.score > shown.score)
  const { blendSeconds, ...rest } = value
  return (
    <SettingsBlock title={t('seam')} icon={<IconInfinity size={22} stroke={1.75} aria-hidden />}>
      <Choice
        label={t('seamOf')}
        value={value.style}
        onChange={(style) => onChange({ ...value, style })}
        options={[
          { value: 'auto', label: t('auto'), hint: t('autoHint') },
          ...(['cut', 'crossfade', 'boomerang'] as const).map((style) => ({
            value: style,
            label: t(style),
            hint: hint(style),
          })),
        ]}
        note={
          shown && value.style === 'auto'
            ? t(sharp ? 'seamAutoSharp' : 'seamAuto', { style: t(shown.style) })
            : undefined
        }
      />
      <div aria-live="polite" className={styles.stack}>
        {seam.state === 'looking' && (
          <p className={styles.dim}>
            <Loader size="xs" aria-hidden /> {t('looking')}
          </p>
        )}
        {seam.state === 'failed' && (
          <>
            <p className={styles.dim}>{t('lookFailed')}</p>
            <Button variant="default" onClick={seam.again}>
              {t('lookAgain')}
            </Button>
          </>
        )}
        {shown && (
          <>
            <video
              key={shown.url}
              className={styles.player}
              src={shown.url}
              aria-label={t('seamVideo')}
              autoPlay={!matchMedia('(prefers-reduced-motion: reduce)').matches}
              controls
              loop
              muted
              playsInline
              preload="auto"
            />
            <p className={styles.dim}>
              {t('seamNote', {
                unit: shown.unitSeconds.toLocaleString(locale, { maximumFractionDigits: 1 }),
              })}
            </p>
          </>
        )}
      </div>
      {(value.style === 'auto' || value.style === 'crossfade') && (
        <>
          <Choice
            label={t('blend')}
            value={blendSeconds === undefined ? 'auto' : 'own'}
            onChange={(kind) =>
              onChange(kind === 'auto' ? rest : { ...value, blendSeconds: Math.min(1, longestBlend(props)) })
            }
            options={[
              { value: 'auto', label: t('blendAuto') },
              {
                value: 'own',
                label:
                  blendSeconds === undefined
                    ? `${(0.2).toLocaleString(locale)}–4 s`
                    : `${blendSeconds.toLocaleString(locale)} s`,
              },
            ]}
          />
          {blendSeconds !== undefined && (
            <Slider
              className={styles.slider}
              thumbLabel={t('blend')}
              min={0.2}
              max={longestBlend(props)}
              step={0.1}
              value={blendSeconds}
              label={(seconds) => `${seconds.toLocaleString(locale)} s`}
              onChange={(next) => onChange({ ...value, blendSeconds: Math.round(next * 10) / 10 })}
            />
          )}
        </>
      )}
      <Choice
        label={t('points')}
        value={value.loopPoint === 'auto' ? 'auto' : 'trim'}
        onChange={(kind) => onChange({ ...value, loopPoint: kind === 'auto' ? 'auto' : partOf(props) })}
        options={[
          { value: 'auto', label: t('pointsAuto') },
          { value: 'trim', label: t('pointsTrim') },
        ]}
      />
    </SettingsBlock>
  )
}

function partOf({ value, assets }: EditorProps<LoopInput>): { from: number; to: number } {
  return value.trim ?? { from: 0, to: assets.get(value.clip)?.seconds ?? 1 }
}

function longestBlend(props: EditorProps<LoopInput>): number {
  try {
    const { from, to } = stretchOf(props.value, props.assets)
    return Math.max(0.2, Math.min(4, Math.floor((to - from) * 5) / 10))
  } catch {
    return 4
  }
}
