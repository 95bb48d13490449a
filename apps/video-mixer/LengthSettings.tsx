import { Slider } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { Choice } from '#ui/Choice.tsx'
import { duration } from '#ui/format.ts'
import { useMessages } from '#ui/i18n.tsx'
import { SettingsBlock } from '#ui/SettingsBlock.tsx'
import { Stepper } from '#ui/Stepper.tsx'
import type { StudioAsset } from '../define-editor.ts'
import { lanesOf } from './arrange-clips.ts'
import { stillSeconds } from './check-clips.ts'
import { fixedSeconds, type MixInput } from './input.ts'
import { words } from './messages.ts'
import styles from './Settings.module.css'

export function LengthSettings(props: {
  value: MixInput
  onChange(next: MixInput): void
  assets: ReadonlyMap<string, StudioAsset>
}) {
  const t = useMessages(words)
  const { length } = props.value
  const set = (next: MixInput['length']) => props.onChange({ ...props.value, length: next })
  const natural = naturalLength(props.value, props.assets)
  const about =
    natural === null
      ? undefined
      : natural.from === natural.to
        ? t('lengthAboutOne', natural)
        : t('lengthAbout', natural)
  return (
    <SettingsBlock title={t('length')} icon={<IconClock size={22} stroke={1.75} aria-hidden />}>
      <Choice
        label={t('lengthOf')}
        value={length.kind}
        onChange={(kind) => set(kind === 'natural' ? { kind } : { kind, seconds: 15, share: 'equal' })}
        options={[
          { value: 'natural', label: t('lengthNatural') },
          { value: 'fixed', label: t('lengthFixed') },
        ]}
        note={length.kind === 'natural' ? about : undefined}
      />
      {length.kind === 'fixed' && (
        <>
          <div className={styles.stack}>
            <Stepper
              label={t('secondsLabel')}
              less={t('secondsLess')}
              more={t('secondsMore')}
              value={length.seconds}
              min={fixedSeconds.least}
              max={fixedSeconds.most}
              onChange={(seconds) => set({ ...length, seconds })}
            />
            <Slider
              className={styles.slider}
              thumbLabel={t('secondsLabel')}
              min={fixedSeconds.least}
              max={fixedSeconds.most}
              step={5}
              value={length.seconds}
              label={null}
              marks={[60, 120, 180, 240].map((seconds) => ({ value: seconds, label: duration(seconds) }))}
              onChange={(seconds) => set({ ...length, seconds })}
            />
          </div>
          <Choice
            label={t('share')}
            value={length.share}
            onChange={(share) => set({ ...length, share })}
            options={[
              { value: 'equal', label: t('shareEqual') },
              { value: 'proportional', label: t('shareProportional') },
              { value: 'weighted', label: t('shareWeighted') },
            ]}
          />
        </>
      )}
    </SettingsBlock>
  )
}

/** Shortest and longest sum of clips a video can be, overlaps taken off and the end card added, as clocks; null until every clip is known. */
function naturalLength({ clips, mix, endCards }: MixInput, assets: ReadonlyMap<string, StudioAsset>) {
  const cap = mix.window.kind === 'random' ? mix.window.clipSeconds : Number.POSITIVE_INFINITY
  const lengths = clips.map(({ assetId }) => Math.min(assets.get(assetId)?.seconds ?? Number.NaN, cap))
  if (lengths.length === 0 || lengths.some(Number.isNaN)) return null
  const groups =
    mix.groups === 'off'
      ? lengths.map((seconds) => [seconds])
      : lanesOf(clips).map((lane) => lane.clips.map(({ at }) => lengths[at] ?? 0))
  const sum = (pick: (...seconds: number[]) => number) =>
    groups.reduce((total, group) => total + pick(...group), 0)
  const overlaps = mix.transition.kind === 'cut' ? 0 : mix.transition.seconds * (groups.length - 1)
  const cards = endCards.map((id) => assets.get(id)?.seconds ?? stillSeconds)
  const [least, most] = cards.length > 0 ? [Math.min(...cards), Math.max(...cards)] : [0, 0]
  return {
    from: duration(Math.max(0, sum(Math.min) / mix.speed.max - overlaps) + least),
    to: duration(Math.max(0, sum(Math.max) / mix.speed.min - overlaps) + most),
  }
}
