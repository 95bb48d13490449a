import { Button, FileButton, Group, Switch, Text } from '@mantine/core'
import { IconMusic, IconVolume } from '@tabler/icons-react'
import { Choice } from '#ui/Choice.tsx'
import { duration } from '#ui/format.ts'
import { useMessages } from '#ui/i18n.tsx'
import { SettingsBlock } from '#ui/SettingsBlock.tsx'
import type { EditorProps } from '../define-editor.ts'
import type { MixInput } from './input.ts'
import { words } from './messages.ts'
import styles from './Settings.module.css'

export function SoundSettings({ value, onChange, assets, pick, upload }: EditorProps<MixInput>) {
  const t = useMessages(words)
  const { sound } = value
  const set = (next: MixInput['sound']) => onChange({ ...value, sound: next })
  const music = sound.kind === 'music' ? assets.get(sound.assetId) : undefined
  const choose = () =>
    pick(
      'audio',
      ([chosen]) =>
        chosen && set({ kind: 'music', assetId: chosen.id, duck: sound.kind === 'music' && sound.duck }),
    )
  return (
    <SettingsBlock title={t('sound')} icon={<IconVolume size={22} stroke={1.75} aria-hidden />}>
      <Choice
        label={t('soundOf')}
        value={sound.kind}
        onChange={(kind) => set(kind === 'music' ? { kind, assetId: '', duck: false } : { kind })}
        options={[
          { value: 'keep', label: t('soundKeep') },
          { value: 'mute', label: t('soundMute') },
          { value: 'music', label: t('soundMusic') },
        ]}
      />
      {sound.kind === 'music' && (
        <>
          <div className={styles.music}>
            <IconMusic size={22} stroke={1.75} aria-hidden />
            <Text size="sm" truncate className={styles.grow}>
              {music ? music.name : t('musicNone')}
            </Text>
            {music?.seconds != null && (
              <Text size="sm" c="dimmed" className="num">
                {duration(music.seconds)}
              </Text>
            )}
          </div>
          <Group gap="xs">
            <Button variant="default" onClick={choose}>
              {music ? t('musicChange') : t('musicChoose')}
            </Button>
            <FileButton
              accept="audio/*,.mp3,.m4a,.wav,.ogg,.flac"
              onChange={(file) => file && upload([file])}
            >
              {(button) => (
                <Button variant="subtle" color="gray" {...button}>
                  {t('musicUpload')}
                </Button>
              )}
            </FileButton>
          </Group>
          <Switch
            classNames={tall}
            size="md"
            label={t('duck')}
            checked={sound.duck}
            onChange={(event) => set({ ...sound, duck: event.currentTarget.checked })}
          />
        </>
      )}
    </SettingsBlock>
  )
}

const tall = { body: styles.tall }
