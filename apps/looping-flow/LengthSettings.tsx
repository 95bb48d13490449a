import { NumberInput } from '@mantine/core'
import { IconAlertTriangle, IconClock } from '@tabler/icons-react'
import { useState } from 'react'
import { Choice } from '#ui/Choice.tsx'
import { bytes } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { SettingsBlock } from '#ui/SettingsBlock.tsx'
import type { EditorProps } from '../define-editor.ts'
import styles from './Editor.module.css'
import { estimateOf } from './edit-loop.ts'
import type { LoopInput } from './input.ts'
import { limits } from './limits.ts'
import { words } from './messages.ts'

const presets = ['600', '3600', '10800', '28800', '36000'] as const

/** How long the film is, and what that means for size and waiting. */
export function LengthSettings({ value, onChange, assets, room }: EditorProps<LoopInput>) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const [own, setOwn] = useState(false)
  const preset = presets.find((each) => Number(each) === value.seconds)
  const set = (seconds: number) =>
    onChange({ ...value, seconds: Math.min(limits.seconds, Math.max(1, seconds)) })
  const [h, m, s] = [
    Math.floor(value.seconds / 3600),
    Math.floor(value.seconds / 60) % 60,
    Math.round(value.seconds % 60),
  ]
  const labels = {
    '600': t('minutes10'),
    '3600': t('hour1'),
    '10800': t('hours3'),
    '28800': t('hours8'),
    '36000': t('hours10'),
  }
  const about = estimateOf(value, assets)
  const wait = (seconds: number) =>
    seconds < 90
      ? t('aboutSeconds', { count: Math.ceil(seconds / 10) * 10 })
      : t('about', { count: Math.round(seconds / 60) })
  const part = (label: string, max: number, now: number, make: (next: number) => number) => (
    <NumberInput
      label={label}
      min={0}
      max={max}
      allowDecimal={false}
      value={now}
      onChange={(next) => typeof next === 'number' && set(make(next))}
    />
  )
  return (
    <SettingsBlock title={t('length')} icon={<IconClock size={22} stroke={1.75} aria-hidden />}>
      <Choice
        label={t('lengthOf')}
        value={own || !preset ? 'own' : preset}
        onChange={(choice) => {
          setOwn(choice === 'own')
          if (choice !== 'own') set(Number(choice))
        }}
        options={[
          ...presets.map((each) => ({ value: each, label: labels[each] })),
          { value: 'own' as const, label: t('lengthOwn') },
        ]}
      />
      {(own || !preset) && (
        <div className={styles.time}>
          {part(t('hours'), 12, h, (next) => next * 3600 + m * 60 + s)}
          {part(t('minutes'), 59, m, (next) => h * 3600 + next * 60 + s)}
          {part(t('seconds'), 59, s, (next) => h * 3600 + m * 60 + next)}
        </div>
      )}
      <p className={styles.dim}>
        {about
          ? t('estimate', {
              bytes: bytes(about.bytes, locale),
              stored: bytes(about.stored, locale),
              wait: wait(about.wait),
            })
          : t('estimateNone')}
      </p>
      {about && room !== undefined && about.stored > room && (
        <p className={styles.full} role="alert">
          <IconAlertTriangle size={20} aria-hidden />
          {t('roomShort', { stored: bytes(about.stored, locale), room: bytes(Math.max(0, room), locale) })}
        </p>
      )}
    </SettingsBlock>
  )
}
