import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { rectSortingStrategy, SortableContext } from '@dnd-kit/sortable'
import { type ReactNode, useState } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import type { StudioAsset } from '../define-editor.ts'
import { lanesOf, moveClip, moveToGroup, nextGroup } from './arrange-clips.ts'
import { arrowMoves } from './arrow-moves.ts'
import styles from './ClipBoard.module.css'
import { ClipCard, ClipPicture } from './ClipCard.tsx'
import type { MixInput } from './input.ts'
import { words } from './messages.ts'

/** The clips in order; with groups on, a lane a group. By mouse, by finger, by keyboard, or by each clip's menu. */
export function ClipBoard(props: {
  value: MixInput
  onChange(next: MixInput): void
  assets: ReadonlyMap<string, StudioAsset>
  /** Tiles of files on their way, and the one that adds more. */
  children: ReactNode
}) {
  const t = useMessages(words)
  const { value, assets } = props
  const { clips } = value
  const [lifted, setLifted] = useState<number | null>(null)
  const setClips = (next: MixInput['clips']) => props.onChange({ ...value, clips: next })
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, {
      scrollBehavior: 'auto',
      coordinateGetter: arrowMoves((id) => placeOf(id) >= 0 || id === `lane:${nextGroup(clips)}`),
    }),
  )
  const nameAt = (id: string | number) => {
    const clip = clips[placeOf(id)]
    return clip
      ? (assets.get(clip.assetId)?.name ?? t('loadingClip'))
      : t('group', { group: String(id).slice(5) })
  }
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('dragStart', { name: nameAt(active.id) }),
    onDragOver: ({ active, over }) =>
      over ? t('dragOver', { name: nameAt(active.id), over: nameAt(over.id) }) : undefined,
    onDragEnd: ({ active }) => t('dragEnd', { name: nameAt(active.id) }),
    onDragCancel: ({ active }) => t('dragCancel', { name: nameAt(active.id) }),
  }
  const drop = ({ active, over }: DragEndEvent) => {
    setLifted(null)
    if (!over || over.id === active.id) return
    const [from, to] = [placeOf(active.id), placeOf(over.id)]
    const [clip, target] = [clips[from], clips[to]]
    if (value.mix.groups === 'off') return setClips(moveClip(clips, from, to))
    if (!target) return setClips(moveToGroup(clips, from, String(over.id).slice(5)))
    if (clip?.group === target.group) return setClips(moveClip(clips, from, to))
    setClips(moveToGroup(clips, from, target.group ?? 'A', to))
  }
  const lanes =
    value.mix.groups === 'off'
      ? [{ group: null, clips: clips.map((clip, at) => ({ clip, at })) }]
      : lanesOf(clips)
  const liftedClip = lifted === null ? undefined : clips[lifted]
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={(seen) => {
        const under = pointerWithin(seen)
        const tiles = under.filter(({ id }) => placeOf(id) >= 0)
        return tiles.length > 0 ? tiles : under.length > 0 ? under : closestCenter(seen)
      }}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t('dragHelp') } }}
      onDragStart={({ active }) => setLifted(placeOf(active.id))}
      onDragEnd={drop}
      onDragCancel={() => setLifted(null)}
    >
      {lanes.map((lane, place) => (
        <LaneFrame
          key={lane.group ?? 'all'}
          group={lane.group}
          count={lane.clips.length}
          opening={place === 0 && value.mix.groups === 'sequence'}
        >
          <SortableContext items={lane.clips.map(({ at }) => `clip-${at}`)} strategy={rectSortingStrategy}>
            {lane.clips.map(({ clip, at }) => (
              <ClipCard
                key={`${clip.assetId}-${occurrence(clips, at)}`}
                id={`clip-${at}`}
                at={at}
                value={value}
                asset={assets.get(clip.assetId)}
                onChange={props.onChange}
              />
            ))}
          </SortableContext>
          {place === lanes.length - 1 && props.children}
        </LaneFrame>
      ))}
      {value.mix.groups !== 'off' && lifted !== null && <NewGroup group={nextGroup(clips)} />}
      <DragOverlay dropAnimation={null}>
        {liftedClip && (
          <div className={styles.lifted}>
            <ClipPicture asset={assets.get(liftedClip.assetId)} />
          </div>
        )}
      </DragOverlay>
    </DndContext>
  )
}

function LaneFrame(props: { group: string | null; count: number; opening: boolean; children: ReactNode }) {
  const t = useMessages(words)
  const { setNodeRef, isOver } = useDroppable({ id: `lane:${props.group}`, disabled: props.group === null })
  if (props.group === null) return <ul className={styles.grid}>{props.children}</ul>
  return (
    <section ref={setNodeRef} className={styles.lane} data-over={isOver || undefined}>
      <h3 className={styles.laneTitle}>
        <span className={styles.letter}>{props.group}</span>
        {t('group', { group: props.group })}
        <span className={styles.laneHint}>
          {props.opening ? `${t('groupOpening')} · ` : ''}
          {t('groupHint', { count: props.count })}
        </span>
      </h3>
      <ul className={styles.grid}>{props.children}</ul>
    </section>
  )
}

function NewGroup({ group }: { group: string }) {
  const t = useMessages(words)
  const { setNodeRef, isOver } = useDroppable({ id: `lane:${group}` })
  return (
    <p ref={setNodeRef} className={styles.newGroup} data-over={isOver || undefined}>
      <span className={styles.letter}>{group}</span>
      {t('groupNew')}
    </p>
  )
}

/** −1 for a lane. */
function placeOf(id: string | number): number {
  const text = String(id)
  return text.startsWith('clip-') ? Number(text.slice(5)) : -1
}

/** The same file may be in the mix twice. */
function occurrence(clips: MixInput['clips'], at: number): number {
  return clips.slice(0, at).filter(({ assetId }) => assetId === clips[at]?.assetId).length
}
