import { ActionIcon, Button, FileButton, Textarea } from '@mantine/core'
import { IconPhotoPlus, IconTrash, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import { MediaThumb } from '#ui/MediaThumb.tsx'
import type { EditorProps } from '../define-editor.ts'
import { aimed } from './aim-uploads.ts'
import styles from './Editor.module.css'
import { addFiles, linesOf, putTexts, removePosition, textsFrom } from './edit-carousel.ts'
import type { CarouselInput } from './input.ts'
import { words } from './messages.ts'
import { columnsFrom } from './read-csv.ts'

/** A column: the pictures and the texts one slide may get. */
export function PositionCard(
  props: EditorProps<CarouselInput> & { at: number; chosen: boolean; choose(): void },
) {
  const t = useMessages(words)
  const { value, onChange, assets, at } = props
  const position = value.positions[at]
  const [typed, setTyped] = useState<string | null>(null)
  if (!position) return null
  const n = at + 1
  const removeImage = (id: string) =>
    onChange({
      ...value,
      positions: value.positions.map((one, m) =>
        m === at ? { ...one, images: one.images.filter((other) => other !== id) } : one,
      ),
    })
  const upload = (files: File[]) => {
    for (const { name } of files) aimed.set(name, at)
    props.upload(files)
  }
  const library = () =>
    props.pick(
      'image',
      (chosen) => onChange(addFiles(value, chosen, new Map(chosen.map(({ name }) => [name, at])))),
      { many: true },
    )
  return (
    <li className={styles.column} data-chosen={props.chosen || undefined}>
      <div className={styles.columnHead}>
        <button type="button" className={styles.choose} aria-pressed={props.chosen} onClick={props.choose}>
          <b className="num" aria-hidden>
            {n}
          </b>{' '}
          {t('slide', { n })}
        </button>
        {value.positions.length > 2 && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={44}
            aria-label={t('removeSlide', { n })}
            onClick={() => onChange(removePosition(value, at))}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        )}
      </div>
      <ul className={styles.thumbs}>
        {position.images.map((id) => {
          const asset = assets.get(id)
          return (
            <li key={id}>
              <MediaThumb src={asset?.thumbnailUrl} kind="image" ratio={1} />
              <ActionIcon
                className={styles.remove}
                variant="filled"
                color="dark"
                size={28}
                aria-label={t('removePicture', { name: asset?.name ?? '' })}
                onClick={() => removeImage(id)}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            </li>
          )
        })}
        <li>
          <FileButton multiple accept="image/*" onChange={upload}>
            {(button) => (
              <button
                type="button"
                className={styles.addPicture}
                aria-label={t('addPictures', { n })}
                {...button}
              >
                <IconPhotoPlus size={24} aria-hidden />
              </button>
            )}
          </FileButton>
        </li>
      </ul>
      <div className={styles.ways}>
        <Button variant="subtle" size="compact-md" mih={44} onClick={library}>
          {t('fromLibrary')}
        </Button>
        <FileButton
          accept=".csv,.txt,text/csv,text/plain"
          onChange={async (file) => file && onChange(putTexts(value, at, columnsFrom(await file.text())))}
        >
          {(button) => (
            <Button variant="subtle" size="compact-md" mih={44} {...button}>
              {t('csv')}
            </Button>
          )}
        </FileButton>
      </div>
      <Textarea
        label={t('texts', { n })}
        placeholder={t('textsHint')}
        size="md"
        autosize
        minRows={3}
        maxRows={8}
        value={typed ?? linesOf(position.texts)}
        onFocus={() => {
          setTyped(linesOf(position.texts))
          props.choose()
        }}
        onBlur={() => setTyped(null)}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value)
          onChange(putTexts(value, at, [textsFrom(currentTarget.value)]))
        }}
      />
    </li>
  )
}
