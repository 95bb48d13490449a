import { ActionIcon, Button, Collapse, FileButton, Group, Menu, NumberInput, Slider } from '@mantine/core'
import {
  IconAdjustments,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlus,
  IconTrash,
  IconVolume,
} from '@tabler/icons-react'
import { useState } from 'react'
import { Choice } from '#ui/Choice.tsx'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { SettingsBlock } from '#ui/SettingsBlock.tsx'
import type { EditorProps } from '../define-editor.ts'
import styles from './Editor.module.css'
import { layerOf } from './edit-loop.ts'
import type { LoopInput } from './input.ts'
import { limits } from './limits.ts'
import { words } from './messages.ts'
import { builtins, useMix } from './useMix.ts'

type Layer = LoopInput['sound']['layers'][number]

/** A small mixer: the clip's own sound, up to six layers, heard while they are set. */
export function SoundSettings({ value, onChange, assets, pick, upload }: EditorProps<LoopInput>) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { sound } = value
  const mix = useMix(value, assets)
  const set = (change: Partial<LoopInput['sound']>) => onChange({ ...value, sound: { ...sound, ...change } })
  const add = (layer: Layer) => set({ layers: [...sound.layers, layer].slice(0, limits.layers) })
  const full = sound.layers.length >= limits.layers
  const clip = assets.get(value.clip)
  const audible = sound.layers.length > 0 || (sound.original === 'keep' && clip?.hasAudio)
  return (
    <SettingsBlock title={t('sound')} icon={<IconVolume size={22} stroke={1.75} aria-hidden />}>
      <Choice
        label={t('original')}
        value={sound.original}
        onChange={(original) => set({ original })}
        options={[
          { value: 'keep', label: t('keep') },
          { value: 'mute', label: t('mute') },
        ]}
        note={clip?.hasAudio === false ? t('noOriginal') : undefined}
      />
      <div className={styles.stack}>
        <p className={styles.dim}>{t('layersNote')}</p>
        <ul className={styles.layers} aria-label={t('layers')}>
          {sound.layers.map((layer, n) => (
            <LayerRow
              key={`${n} ${layer.builtin ?? layer.assetId}`}
              layer={layer}
              name={
                layer.builtin ? t(layer.builtin) : (assets.get(layer.assetId ?? '')?.name ?? t('loading'))
              }
              onChange={(next) => set({ layers: sound.layers.map((each, at) => (at === n ? next : each)) })}
              onRemove={() => set({ layers: sound.layers.filter((_, at) => at !== n) })}
            />
          ))}
        </ul>
        <Group gap="xs">
          <Menu position="bottom-start" withinPortal>
            <Menu.Target>
              <Button variant="default" disabled={full} leftSection={<IconPlus size={20} aria-hidden />}>
                {t('addBuiltin')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {builtins.map((builtin) => (
                <Menu.Item key={builtin} onClick={() => add(layerOf({ builtin }))}>
                  {t(builtin)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Button
            variant="default"
            disabled={full}
            onClick={() => pick('audio', ([chosen]) => chosen && add(layerOf({ assetId: chosen.id })))}
          >
            {t('addFile')}
          </Button>
          <FileButton accept="audio/*,.mp3,.m4a,.wav,.ogg,.flac" onChange={(file) => file && upload([file])}>
            {(button) => (
              <Button variant="default" disabled={full} {...button}>
                {t('addUpload')}
              </Button>
            )}
          </FileButton>
        </Group>
      </div>
      {audible && (
        <>
          <Button
            variant="light"
            onClick={mix.toggle}
            aria-pressed={mix.playing}
            leftSection={
              mix.playing ? (
                <IconPlayerStop size={20} aria-hidden />
              ) : (
                <IconPlayerPlay size={20} aria-hidden />
              )
            }
          >
            {t(mix.playing ? 'stopListen' : 'listen')}
          </Button>
          {mix.failed && (
            <p className={styles.dim} role="alert">
              {t('listenFailed')}
            </p>
          )}
          <div>
            <p className={styles.dim}>
              {t('master')}:{' '}
              {t('masterNote', { db: sound.master.toLocaleString(locale, { signDisplay: 'exceptZero' }) })}
            </p>
            <Slider
              className={styles.slider}
              thumbLabel={t('master')}
              min={-40}
              max={6}
              step={1}
              value={sound.master}
              onChange={(master) => set({ master })}
            />
          </div>
          <NumberInput
            label={t('endFade')}
            min={0}
            max={60}
            value={sound.fadeOut}
            onChange={(next) => typeof next === 'number' && set({ fadeOut: Math.min(60, Math.max(0, next)) })}
          />
        </>
      )}
    </SettingsBlock>
  )
}

function LayerRow({
  layer,
  name,
  onChange,
  onRemove,
}: {
  layer: Layer
  name: string
  onChange(next: Layer): void
  onRemove(): void
}) {
  const t = useMessages(words)
  const [open, setOpen] = useState(false)
  const fade = (key: 'fadeIn' | 'fadeOut') => (
    <NumberInput
      label={t(key)}
      min={0}
      max={60}
      value={layer[key]}
      onChange={(next) =>
        typeof next === 'number' && onChange({ ...layer, [key]: Math.min(60, Math.max(0, next)) })
      }
    />
  )
  return (
    <li className={styles.layer}>
      <div className={styles.layerHead}>
        <span className={`${styles.name} ${styles.grow}`}>{name}</span>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={44}
          aria-expanded={open}
          aria-label={t('more', { name })}
          onClick={() => setOpen(!open)}
        >
          <IconAdjustments size={20} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={44}
          aria-label={t('removeLayer', { name })}
          onClick={onRemove}
        >
          <IconTrash size={20} aria-hidden />
        </ActionIcon>
      </div>
      <Slider
        thumbLabel={t('volume', { name })}
        min={0}
        max={1}
        step={0.05}
        label={(volume) => `${Math.round(volume * 100)} %`}
        value={layer.volume}
        onChange={(volume) => onChange({ ...layer, volume: Math.round(volume * 100) / 100 })}
      />
      <Collapse expanded={open}>
        <div className={styles.stack}>
          <p className={styles.dim}>{t('pan', { name })}</p>
          <Slider
            thumbLabel={t('pan', { name })}
            min={-1}
            max={1}
            step={0.1}
            label={(pan) => pan.toFixed(1)}
            value={layer.pan}
            onChange={(pan) => onChange({ ...layer, pan: Math.round(pan * 10) / 10 })}
          />
          <div className={styles.pair}>
            {fade('fadeIn')}
            {fade('fadeOut')}
          </div>
        </div>
      </Collapse>
    </li>
  )
}
