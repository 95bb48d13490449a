import { Slider } from '@mantine/core'
import { Choice } from '#ui/Choice.tsx'
import { number } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import type { MixInput } from './input.ts'
import { words } from './messages.ts'
import styles from './Settings.module.css'

type Wish = MixInput['mix']['transition']

const kinds = ['cut', 'fade', 'slide', 'zoom', 'wipe', 'random'] as const

/** How one clip takes over from the next, and for how long. */
export function Transition({ value, onChange }: { value: Wish; onChange(next: Wish): void }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const labels = {
    cut: t('transitionCut'),
    fade: t('transitionFade'),
    slide: t('transitionSlide'),
    zoom: t('transitionZoom'),
    wipe: t('transitionWipe'),
    random: t('transitionRandom'),
  }
  return (
    <div className={styles.stack}>
      <Choice
        label={t('transition')}
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind })}
        options={kinds.map((kind) => ({ value: kind, label: labels[kind] }))}
        note={value.kind === 'cut' ? undefined : t('transitionNote')}
      />
      {value.kind !== 'cut' && (
        <Slider
          className={styles.under}
          thumbLabel={t('transitionSeconds')}
          min={0.2}
          max={1.5}
          step={0.1}
          value={value.seconds}
          label={(seconds) => t('seconds', { count: number(seconds, locale) })}
          labelAlwaysOn
          onChange={(seconds) => onChange({ ...value, seconds: Math.round(seconds * 10) / 10 })}
        />
      )}
    </div>
  )
}
