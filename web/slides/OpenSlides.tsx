import { Modal, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import { MediaThumb, ThumbChip } from '#ui/MediaThumb.tsx'
import type { Generation, GenerationOutput } from '../api-types.ts'
import { ratioAsked } from '../jobs/ratio-asked.ts'
import type { BundledFile } from './bundled-files.ts'
import { LaterSlideShow } from './LaterSlideShow.tsx'
import { words } from './messages.ts'
import styles from './OpenSlides.module.css'

/** A set as its overview; pressed, it opens slide by slide. */
export function OpenSlides(props: {
  run: Generation
  output: GenerationOutput
  slides: readonly BundledFile[]
  /** Width ÷ height of the room it has here. */
  ratio: number
}) {
  const t = useMessages(words)
  const [opened, setOpened] = useState(false)
  const { run, output, slides } = props
  const ratio = ratioAsked(run.input)
  return (
    <>
      <UnstyledButton className={styles.still} onClick={() => setOpened(true)}>
        <VisuallyHidden>{t('see', { name: output.name })}</VisuallyHidden>
        <MediaThumb src={output.thumbnailUrl} kind="image" ratio={props.ratio} whole>
          <ThumbChip>{t('count', { count: slides.length })}</ThumbChip>
        </MediaThumb>
      </UnstyledButton>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={output.name}
        size={`calc(clamp(24rem, 62dvh * ${ratio} + 2rem, 60rem))`}
        classNames={{ title: styles.title }}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <LaterSlideShow run={run} output={output} slides={slides} autoFocus />
      </Modal>
    </>
  )
}
