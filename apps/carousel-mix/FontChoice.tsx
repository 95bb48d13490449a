import { ActionIcon, Button, FileButton, NativeSelect } from '@mantine/core'
import { IconTrash, IconUpload } from '@tabler/icons-react'
import { families, familyIds, isBundled } from '#media/image/families.ts'
import { useMessages } from '#ui/i18n.tsx'
import type { EditorProps } from '../define-editor.ts'
import { aimed } from './aim-uploads.ts'
import styles from './Editor.module.css'
import type { CarouselInput } from './input.ts'
import { words } from './messages.ts'
import { fontFile, UploadLines } from './UploadLines.tsx'

/** The face of a slide's letters: one of the bundled ones, or a font of the person's own. */
export function FontChoice(
  props: EditorProps<CarouselInput> & {
    at: number
    family: string
    choose(family: string | undefined): void
  },
) {
  const t = useMessages(words)
  const { family, choose, at } = props
  const own = isBundled(family) ? null : family
  const name = own && (props.assets.get(own)?.name ?? '…')
  return (
    <div className={styles.stack}>
      <NativeSelect
        size="md"
        label={t('family')}
        value={family}
        data={[
          ...(own ? [{ value: own, label: name ?? '' }] : []),
          ...familyIds.map((value) => ({ value, label: families[value].name })),
        ]}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      />
      {own && (
        <p className={styles.upload}>
          <span>{name}</span>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={44}
            aria-label={t('removeFont', { name: name ?? '' })}
            onClick={() => choose(undefined)}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </p>
      )}
      <div className={styles.ways}>
        <FileButton
          accept=".ttf,.otf,.woff,.woff2"
          onChange={(file) => {
            if (!file) return
            aimed.set(file.name, at)
            props.upload([file])
          }}
        >
          {(button) => (
            <Button variant="default" mih={44} leftSection={<IconUpload size={18} aria-hidden />} {...button}>
              {t('uploadFont')}
            </Button>
          )}
        </FileButton>
        <Button
          variant="subtle"
          mih={44}
          onClick={() => props.pick('font', ([font]) => font && choose(font.id))}
        >
          {t('fromLibrary')}
        </Button>
      </div>
      <UploadLines uploads={props.uploads.filter(({ name }) => fontFile.test(name))} />
      <p className={styles.note}>{t('fontHint')}</p>
    </div>
  )
}
