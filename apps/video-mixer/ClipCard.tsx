import { useSortable } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { ActionIcon, Menu, Modal, UnstyledButton, VisuallyHidden } from '@mantine/core'
import {
  IconArrowLeft,
  IconArrowRight,
  IconCheck,
  IconDots,
  IconFlag,
  IconGripVertical,
  IconLayoutRows,
  IconTrash,
  IconTypography,
} from '@tabler/icons-react'
import { useState } from 'react'
import { duration } from '#ui/format.ts'
import { useMessages } from '#ui/i18n.tsx'
import { MediaThumb, ThumbChip } from '#ui/MediaThumb.tsx'
import { OutputPlayer } from '#ui/OutputPlayer.tsx'
import type { StudioAsset } from '../define-editor.ts'
import { lanesOf, moveClip, moveToGroup, nextGroup } from './arrange-clips.ts'
import styles from './ClipBoard.module.css'
import type { MixInput } from './input.ts'
import { words } from './messages.ts'

/** One clip: its still, how long it is, where it belongs; press to watch, hold to move, menu for the rest. */
export function ClipCard(props: {
  id: string
  at: number
  value: MixInput
  asset: StudioAsset | undefined
  onChange(next: MixInput): void
}) {
  const t = useMessages(words)
  const [watching, setWatching] = useState(false)
  const { asset, value, at } = props
  const sortable = useSortable({ id: props.id })
  const { onKeyDown, ...press } = sortable.listeners ?? {}
  const name = asset?.name ?? t('loadingClip')
  const clip = value.clips[at]
  const { start } = value.mix
  return (
    <li
      ref={sortable.setNodeRef}
      className={styles.card}
      data-lifted={sortable.isDragging || undefined}
      style={{ transform: CSS.Translate.toString(sortable.transform), transition: sortable.transition }}
    >
      <div className={styles.face} {...press}>
        <UnstyledButton className={styles.watch} disabled={!asset} onClick={() => setWatching(true)}>
          <VisuallyHidden>{t('clipPlay', { name })}</VisuallyHidden>
          <ClipPicture asset={asset}>
            {typeof start === 'object' && start.assetId === clip?.assetId && (
              <ThumbChip at="top-left">{t('pinned')}</ThumbChip>
            )}
          </ClipPicture>
        </UnstyledButton>
        <ActionIcon
          ref={sortable.setActivatorNodeRef}
          className={styles.grip}
          variant="transparent"
          {...sortable.attributes}
          onKeyDown={onKeyDown as React.KeyboardEventHandler}
          aria-label={t('clipDrag', { name })}
        >
          <IconGripVertical size={20} aria-hidden />
        </ActionIcon>
        <ClipMenu {...props} name={name} />
      </div>
      <p className={styles.name} title={name}>
        {clip?.hasText && <IconTypography size={14} aria-label={t('textChip')} role="img" />}
        {name}
      </p>
      {asset && (
        <Modal
          opened={watching}
          onClose={() => setWatching(false)}
          title={name}
          size={(asset.width ?? 16) > (asset.height ?? 9) ? 'xl' : 'sm'}
          closeButtonProps={{ 'aria-label': t('close') }}
        >
          <OutputPlayer
            url={asset.url}
            posterUrl={asset.thumbnailUrl}
            type={asset.type}
            ratio={(asset.width ?? 9) / (asset.height ?? 16)}
            playLabel={t('clipPlay', { name })}
            autoPlay
          />
        </Modal>
      )}
    </li>
  )
}

export function ClipPicture({
  asset,
  children,
}: {
  asset: StudioAsset | undefined
  children?: React.ReactNode
}) {
  return (
    <MediaThumb src={asset?.thumbnailUrl} kind={asset?.kind} ratio={0.8}>
      {asset?.seconds != null && <ThumbChip>{duration(asset.seconds)}</ThumbChip>}
      {children}
    </MediaThumb>
  )
}

function ClipMenu(props: { at: number; value: MixInput; name: string; onChange(next: MixInput): void }) {
  const t = useMessages(words)
  const { at, value, onChange } = props
  const { clips, mix } = value
  const clip = clips[at]
  if (!clip) return null
  const setClips = (next: MixInput['clips']) => onChange({ ...value, clips: next })
  const grouped = mix.groups !== 'off'
  const neighbours = grouped
    ? (lanesOf(clips)
        .find(({ group }) => group === (clip.group ?? 'A'))
        ?.clips.map((one) => one.at) ?? [])
    : clips.keys().toArray()
  const place = neighbours.indexOf(at)
  const [earlier, later] = [neighbours[place - 1], neighbours[place + 1]]
  const alone = grouped && neighbours.length === 1
  const otherGroups = grouped
    ? lanesOf(clips)
        .map(({ group }) => group)
        .filter((group) => group !== clip.group)
    : []
  const setText = (hasText: boolean) =>
    setClips(clips.map((other, n) => (n === at ? { ...other, hasText } : other)))
  const remove = () => {
    const left = clips.filter((_, n) => n !== at)
    const lost =
      typeof mix.start === 'object' &&
      !left.some(({ assetId }) => assetId === (mix.start as { assetId: string }).assetId)
    onChange({ ...value, clips: left, mix: lost ? { ...mix, start: 'any' } : mix })
  }
  return (
    <Menu position="bottom-end" width={260} withinPortal>
      <Menu.Target>
        <ActionIcon
          className={styles.menu}
          variant="transparent"
          aria-label={t('clipMenu', { name: props.name })}
        >
          <IconDots size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown onMouseDown={stop} onTouchStart={stop}>
        {earlier !== undefined && (
          <Menu.Item
            leftSection={<IconArrowLeft size={18} aria-hidden />}
            onClick={() => setClips(moveClip(clips, at, earlier))}
          >
            {t('moveEarlier')}
          </Menu.Item>
        )}
        {later !== undefined && (
          <Menu.Item
            leftSection={<IconArrowRight size={18} aria-hidden />}
            onClick={() => setClips(moveClip(clips, at, later))}
          >
            {t('moveLater')}
          </Menu.Item>
        )}
        {otherGroups.map((group) => (
          <Menu.Item
            key={group}
            leftSection={<IconLayoutRows size={18} aria-hidden />}
            onClick={() => setClips(moveToGroup(clips, at, group))}
          >
            {t('toGroup', { group })}
          </Menu.Item>
        ))}
        {grouped && !alone && (
          <Menu.Item
            leftSection={<IconLayoutRows size={18} aria-hidden />}
            onClick={() => setClips(moveToGroup(clips, at, nextGroup(clips)))}
          >
            {t('toNewGroup')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconFlag size={18} aria-hidden />}
          onClick={() => onChange({ ...value, mix: { ...mix, start: { assetId: clip.assetId } } })}
        >
          {t('startHere')}
        </Menu.Item>
        <Menu.Item
          closeMenuOnClick={false}
          role="menuitemcheckbox"
          aria-checked={clip.hasText ?? false}
          leftSection={<IconTypography size={18} aria-hidden />}
          rightSection={clip.hasText ? <IconCheck size={18} aria-hidden /> : null}
          onClick={() => setText(!clip.hasText)}
        >
          {t('hasText')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          style={{ color: 'var(--bad)' }}
          leftSection={<IconTrash size={18} aria-hidden />}
          onClick={remove}
        >
          {t('remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** The menu is drawn elsewhere but is the card's child: pressing in it must not lift the card. */
function stop(event: React.SyntheticEvent) {
  event.stopPropagation()
}
