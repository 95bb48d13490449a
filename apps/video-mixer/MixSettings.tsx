import { NativeSelect, RangeSlider, Slider, Switch } from '@mantine/core'
import { IconArrowsShuffle } from '@tabler/icons-react'
import { Choice } from '#ui/Choice.tsx'
import { number } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { SettingsBlock } from '#ui/SettingsBlock.tsx'
import type { StudioAsset } from '../define-editor.ts'
import { withGroups } from './arrange-clips.ts'
import type { MixInput } from './input.ts'
import { words } from './messages.ts'
import styles from './Settings.module.css'
import { Transition } from './Transition.tsx'

type Mix = MixInput['mix']

/** How the outputs come to differ. */
export function MixSettings(props: {
  value: MixInput
  onChange(next: MixInput): void
  assets: ReadonlyMap<string, StudioAsset>
}) {
  const t = useMessages(words)
  const { value, onChange } = props
  const set = (change: Partial<Mix>) => onChange({ ...value, mix: { ...value.mix, ...change } })
  const setGroups = (groups: Mix['groups']) =>
    onChange({
      ...value,
      clips: groups === 'off' ? value.clips : withGroups(value.clips),
      // Groups in any order leave no order to keep.
      mix: { ...value.mix, groups, order: groups === 'any' ? 'shuffle' : value.mix.order },
    })
  const { order, groups } = value.mix
  const groupNotes = { off: t('groupsOffNote'), sequence: t('groupsSequenceNote'), any: t('groupsAnyNote') }
  return (
    <SettingsBlock title={t('mix')} icon={<IconArrowsShuffle size={22} stroke={1.75} aria-hidden />}>
      <Choice
        label={t('groups')}
        value={groups}
        onChange={setGroups}
        options={[
          { value: 'off', label: t('groupsOff') },
          { value: 'sequence', label: t('groupsSequence') },
          { value: 'any', label: t('groupsAny') },
        ]}
        note={groupNotes[groups]}
      />
      {groups === 'off' && (
        <Choice
          label={t('order')}
          value={order}
          onChange={(next) => set({ order: next })}
          options={[
            { value: 'shuffle', label: t('orderShuffle') },
            { value: 'fixed', label: t('orderFixed') },
          ]}
        />
      )}
      <Start {...props} set={set} />
      <Transition value={value.mix.transition} onChange={(transition) => set({ transition })} />
      <Variety mix={value.mix} set={set} />
    </SettingsBlock>
  )
}

function Start(props: {
  value: MixInput
  assets: ReadonlyMap<string, StudioAsset>
  set(change: Partial<Mix>): void
}) {
  const t = useMessages(words)
  const { start } = props.value.mix
  const clips = props.value.clips
  const choose = (kind: 'any' | 'each' | 'pinned') => {
    if (kind !== 'pinned') return props.set({ start: kind })
    if (clips[0]) props.set({ start: { assetId: clips[0].assetId } })
  }
  return (
    <div className={styles.stack}>
      <Choice
        label={t('start')}
        value={typeof start === 'object' ? 'pinned' : start}
        onChange={choose}
        options={[
          { value: 'any', label: t('startAny') },
          { value: 'each', label: t('startEach') },
          { value: 'pinned', label: t('startPinned'), disabled: clips.length === 0 },
        ]}
      />
      {typeof start === 'object' && (
        <NativeSelect
          size="md"
          aria-label={t('startWhich')}
          value={start.assetId}
          onChange={(event) => props.set({ start: { assetId: event.currentTarget.value } })}
          data={[...new Set(clips.map(({ assetId }) => assetId))].map((id) => ({
            value: id,
            label: props.assets.get(id)?.name ?? t('loadingClip'),
          }))}
        />
      )}
    </div>
  )
}

function Variety({ mix, set }: { mix: Mix; set(change: Partial<Mix>): void }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const varied = mix.speed.min !== 1 || mix.speed.max !== 1
  return (
    <fieldset className={styles.fieldset}>
      <legend className={styles.legend}>{t('variety')}</legend>
      <Switch
        classNames={tall}
        size="md"
        label={t('window')}
        checked={mix.window.kind === 'random'}
        onChange={(event) =>
          set({
            window: event.currentTarget.checked ? { kind: 'random', clipSeconds: 3 } : { kind: 'whole' },
          })
        }
      />
      {mix.window.kind === 'random' && (
        <Slider
          className={styles.slider}
          thumbLabel={t('windowSeconds')}
          min={0.5}
          max={30}
          step={0.5}
          value={mix.window.clipSeconds}
          label={(seconds) => t('seconds', { count: number(seconds, locale) })}
          labelAlwaysOn
          onChange={(clipSeconds) => set({ window: { kind: 'random', clipSeconds } })}
        />
      )}
      <Switch
        classNames={tall}
        size="md"
        label={t('speed')}
        description={
          varied
            ? t('speedRange', { min: number(mix.speed.min, locale), max: number(mix.speed.max, locale) })
            : undefined
        }
        checked={varied}
        onChange={(event) =>
          set({ speed: event.currentTarget.checked ? { min: 0.9, max: 1.1 } : { min: 1, max: 1 } })
        }
      />
      {varied && (
        <RangeSlider
          className={styles.slider}
          thumbFromLabel={t('speedSlow')}
          thumbToLabel={t('speedFast')}
          min={0.5}
          max={2}
          step={0.05}
          minRange={0.05}
          value={[mix.speed.min, mix.speed.max]}
          label={(speed) => `${number(speed, locale)}×`}
          onChange={([min, max]) => set({ speed: { min: hundredths(min), max: hundredths(max) } })}
        />
      )}
      <Switch
        classNames={tall}
        size="md"
        label={t('look')}
        description={t('lookNote')}
        checked={mix.look}
        onChange={(event) => set({ look: event.currentTarget.checked })}
      />
    </fieldset>
  )
}

function hundredths(value: number) {
  return Math.round(value * 100) / 100
}

const tall = { body: styles.tall }
