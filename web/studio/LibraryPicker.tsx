import { Button, Group, Modal, Skeleton, UnstyledButton } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { StudioAsset } from '#apps/define-editor.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { duration } from '#ui/format.ts'
import { useMessages } from '#ui/i18n.tsx'
import { MediaThumb, ThumbChip } from '#ui/MediaThumb.tsx'
import { useFiles } from '../gallery/useFiles.ts'
import { ErrorNotice } from '../shell/ErrorNotice.tsx'
import styles from './LibraryPicker.module.css'
import { words } from './messages.ts'
import { assetFrom } from './uploads/asset-from.ts'

/** Files from before, to use again. */
export function LibraryPicker(props: {
  kind: StudioAsset['kind']
  many: boolean
  onChosen(assets: StudioAsset[]): void
  onClose(): void
}) {
  const t = useMessages(words)
  const [chosen, setChosen] = useState<readonly StudioAsset[]>([])
  const files = useFiles({ kind: props.kind })
  const toggle = (asset: StudioAsset) => {
    if (!props.many) return setChosen([asset])
    const without = chosen.filter(({ id }) => id !== asset.id)
    setChosen(without.length < chosen.length ? without : [...chosen, asset])
  }
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('library')}
      size="xl"
      classNames={{ title: styles.title }}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {files.error ? (
        <ErrorNotice error={files.error} onRetry={files.refetch} level={3} />
      ) : files.items && files.items.length === 0 ? (
        <EmptyState
          scene="gallery"
          level={3}
          title={t('libraryEmpty')}
          text={<p>{t('libraryEmptyText')}</p>}
        />
      ) : (
        <ul className={styles.grid}>
          {!files.items &&
            Array.from({ length: 8 }, (_, n) => (
              <Skeleton key={n} style={{ aspectRatio: 0.8 }} radius="md" />
            ))}
          {files.items?.map((file) => {
            const asset = assetFrom(file)
            const place = chosen.findIndex(({ id }) => id === asset.id)
            return (
              <li key={asset.id}>
                <UnstyledButton
                  className={styles.file}
                  aria-pressed={place >= 0}
                  onClick={() => toggle(asset)}
                >
                  <MediaThumb src={asset.thumbnailUrl} kind={asset.kind} ratio={0.8}>
                    {asset.seconds !== null && <ThumbChip>{duration(asset.seconds)}</ThumbChip>}
                    {place >= 0 && (
                      <span className={styles.mark}>
                        {props.many ? place + 1 : <IconCheck size={18} aria-hidden />}
                      </span>
                    )}
                  </MediaThumb>
                  <span className={styles.name}>{asset.name}</span>
                </UnstyledButton>
              </li>
            )
          })}
        </ul>
      )}
      {files.hasMore && (
        <Group justify="center" mt="md">
          <Button variant="default" loading={files.loadingMore} onClick={files.more}>
            {t('libraryMore')}
          </Button>
        </Group>
      )}
      <Group justify="flex-end" className={styles.foot}>
        <Button variant="default" onClick={props.onClose}>
          {t('libraryCancel')}
        </Button>
        <Button
          disabled={chosen.length === 0}
          onClick={() => {
            props.onChosen([...chosen])
            props.onClose()
          }}
        >
          {t('libraryUse', { count: chosen.length })}
        </Button>
      </Group>
    </Modal>
  )
}
