import { UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconPlayerPlayFilled } from '@tabler/icons-react'
import { duration } from '#ui/format.ts'
import { useMessages } from '#ui/i18n.tsx'
import { MediaThumb, ThumbChip } from '#ui/MediaThumb.tsx'
import type { Asset } from '../api-types.ts'
import { kindOf } from '../studio/uploads/check-file.ts'
import styles from './GalleryPage.module.css'
import { words } from './messages.ts'

/** One file: press to open, or while selecting, to choose. */
export function FileTile(props: { file: Asset; selecting: boolean; selected: boolean; onPress(): void }) {
  const t = useMessages(words)
  const { file, selecting } = props
  const kind = kindOf(file) ?? 'video'
  return (
    <li>
      <UnstyledButton
        className={styles.tile}
        aria-pressed={selecting ? props.selected : undefined}
        onClick={props.onPress}
      >
        <VisuallyHidden>{t(selecting ? 'selectOne' : 'open', { name: file.name })}</VisuallyHidden>
        <MediaThumb src={file.thumbnailUrl} kind={kind} ratio={0.7}>
          {file.seconds != null && <ThumbChip>{duration(file.seconds)}</ThumbChip>}
          {kind === 'video' && !selecting && (
            <span className={styles.play}>
              <IconPlayerPlayFilled size={16} aria-hidden />
            </span>
          )}
          {selecting && (
            <span className={styles.tick} data-on={props.selected || undefined}>
              {props.selected && <IconCheck size={18} stroke={3} aria-hidden />}
            </span>
          )}
        </MediaThumb>
        <span className={styles.name} aria-hidden>
          {file.name}
        </span>
      </UnstyledButton>
    </li>
  )
}
