import { Button, FileButton } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import '@mantine/dropzone/styles.layer.css'
import { IconPlus, IconUpload } from '@tabler/icons-react'
import { useDeferredValue, useState } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import type { EditorProps } from '../define-editor.ts'
import styles from './Editor.module.css'
import { addPosition } from './edit-carousel.ts'
import { FormatSettings } from './FormatSettings.tsx'
import type { CarouselInput } from './input.ts'
import { LivePanel } from './LivePanel.tsx'
import { limits } from './limits.ts'
import { words } from './messages.ts'
import { PositionCard } from './PositionCard.tsx'
import { SetAmount } from './SetAmount.tsx'
import { SetGrid } from './SetGrid.tsx'
import { StylePanel } from './StylePanel.tsx'
import { fontFile, UploadLines } from './UploadLines.tsx'
import { useOwnFonts } from './useOwnFonts.ts'

/** Slides as columns on top, the chosen one live beside its style, and the sets that come of it. */
export function Editor(props: EditorProps<CarouselInput>) {
  const t = useMessages(words)
  const { value, onChange, assets } = props
  const [asked, choose] = useState(0)
  const chosen = Math.min(asked, value.positions.length - 1)
  const settled = useDeferredValue(value)
  const ready = settled.positions.every(
    ({ images }) => images.length > 0 && images.every((id) => assets.has(id)),
  )
  const fonts = useOwnFonts(props)
  return (
    <div className={styles.editor}>
      <section className={styles.pools}>
        <div className={styles.head}>
          <h2 className={styles.title}>{t('slides')}</h2>
          <FileButton multiple accept="image/*" onChange={props.upload}>
            {(button) => (
              <Button
                variant="default"
                mih={44}
                leftSection={<IconUpload size={20} aria-hidden />}
                {...button}
              >
                {t('manyPictures')}
              </Button>
            )}
          </FileButton>
        </div>
        <p className={styles.note}>
          {t('intro')} {t('manyHint')}
        </p>
        <UploadLines uploads={props.uploads.filter(({ name }) => !fontFile.test(name))} />
        <ul className={styles.columns}>
          {value.positions.map((_, at) => (
            <PositionCard key={at} {...props} at={at} chosen={at === chosen} choose={() => choose(at)} />
          ))}
        </ul>
        {value.positions.length < limits.positions && (
          <Button
            variant="light"
            mih={44}
            leftSection={<IconPlus size={20} aria-hidden />}
            onClick={() => onChange(addPosition(value))}
          >
            {t('addSlide')}
          </Button>
        )}
        {ready && <SetGrid input={settled} assets={assets} fonts={fonts} onChange={onChange} />}
        <Dropzone.FullScreen onDrop={props.upload} radius="lg" withinPortal={false}>
          <p className={styles.dropNow}>{t('manyPictures')}</p>
        </Dropzone.FullScreen>
      </section>
      <div className={styles.settings}>
        <LivePanel key={chosen} {...props} value={settled} at={chosen} fonts={fonts} />
        <SetAmount value={value} onChange={onChange} />
        <StylePanel {...props} at={chosen} fonts={fonts} />
        <FormatSettings {...props} />
      </div>
    </div>
  )
}
