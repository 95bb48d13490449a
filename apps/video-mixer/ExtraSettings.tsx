import { ActionIcon, Button, FileButton, Group, Textarea } from '@mantine/core'
import { IconMovie, IconPhoto, IconTypography, IconUpload, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { duration } from '#ui/format.ts'
import { useMessages } from '#ui/i18n.tsx'
import { MediaThumb, ThumbChip } from '#ui/MediaThumb.tsx'
import { SettingsBlock } from '#ui/SettingsBlock.tsx'
import type { EditorProps } from '../define-editor.ts'
import styles from './ExtraSettings.module.css'
import { addCards, readTexts } from './edit-mix.ts'
import type { MixInput } from './input.ts'
import { limits } from './limits.ts'
import { words } from './messages.ts'

/** Two more pools the outputs draw from: words that open them, and cards that close them. */
export function ExtraSettings(props: EditorProps<MixInput>) {
  const t = useMessages(words)
  return (
    <SettingsBlock title={t('extras')} icon={<IconTypography size={22} stroke={1.75} aria-hidden />}>
      <Texts {...props} />
      <Cards {...props} />
    </SettingsBlock>
  )
}

/** One a line. What is typed stays as it is; what counts is what it says. */
function Texts({ value, onChange }: EditorProps<MixInput>) {
  const t = useMessages(words)
  const [typed, setTyped] = useState(value.texts.join('\n'))
  const shown = sameTexts(readTexts(typed), value.texts) ? typed : value.texts.join('\n')
  const long = shown.split('\n').findIndex((line) => line.trim().length > limits.textLength)
  return (
    <Textarea
      label={t('texts')}
      description={t('textsNote')}
      placeholder={t('textsExample')}
      autosize
      minRows={3}
      maxRows={8}
      value={shown}
      error={long >= 0 ? t('textTooLong', { line: long + 1, most: limits.textLength }) : undefined}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onChange({ ...value, texts: readTexts(event.currentTarget.value) })
      }}
    />
  )
}

function Cards({ value, onChange, assets, pick, upload }: EditorProps<MixInput>) {
  const t = useMessages(words)
  const choose = (kind: 'image' | 'video') =>
    pick(kind, (chosen) => onChange(addCards(value, chosen)), { many: true })
  const without = (id: string) =>
    onChange({ ...value, endCards: value.endCards.filter((card) => card !== id) })
  return (
    <fieldset className={styles.cards}>
      <legend>{t('endCards')}</legend>
      <p className={styles.note}>{t('endCardsNote')}</p>
      {value.endCards.length > 0 && (
        <ul className={styles.list}>
          {value.endCards.map((id) => {
            const asset = assets.get(id)
            const name = asset?.name ?? t('loadingClip')
            return (
              <li key={id} className={styles.card}>
                <MediaThumb src={asset?.thumbnailUrl} kind={asset?.kind} ratio={1}>
                  {asset?.seconds != null && <ThumbChip>{duration(asset.seconds)}</ThumbChip>}
                </MediaThumb>
                <ActionIcon
                  className={styles.remove}
                  variant="transparent"
                  aria-label={t('endCardRemove', { name })}
                  onClick={() => without(id)}
                >
                  <IconX size={20} aria-hidden />
                </ActionIcon>
                <span className={styles.name} title={name}>
                  {name}
                </span>
              </li>
            )
          })}
        </ul>
      )}
      <Group gap="xs">
        <FileButton
          multiple
          accept="image/*,.jpg,.jpeg,.png,.webp"
          onChange={(files) => files.length > 0 && upload(files)}
        >
          {(button) => (
            <Button variant="default" mih={44} leftSection={<IconUpload size={20} aria-hidden />} {...button}>
              {t('endCardUpload')}
            </Button>
          )}
        </FileButton>
        <Button
          variant="default"
          mih={44}
          leftSection={<IconPhoto size={20} aria-hidden />}
          onClick={() => choose('image')}
        >
          {t('endCardPicture')}
        </Button>
        <Button
          variant="default"
          mih={44}
          leftSection={<IconMovie size={20} aria-hidden />}
          onClick={() => choose('video')}
        >
          {t('endCardClip')}
        </Button>
      </Group>
    </fieldset>
  )
}

function sameTexts(one: readonly string[], other: readonly string[]) {
  return one.length === other.length && one.every((text, n) => text === other[n])
}
