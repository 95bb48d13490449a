import { ActionIcon, Button, Modal } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconDownload, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { bytes, dateTime, duration } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { MediaThumb } from '#ui/MediaThumb.tsx'
import { OutputPlayer } from '#ui/OutputPlayer.tsx'
import type { Asset } from '../api-types.ts'
import { PackedFilm } from '../jobs/PackedFilm.tsx'
import { playingUrl } from '../jobs/playing-url.ts'
import { useRunWords } from '../jobs/useRunWords.ts'
import { modelsQuery } from '../queries.ts'
import { type BundledFile, bundledFiles, isPicture, overviewOf } from '../slides/bundled-files.ts'
import { LaterSlideShow } from '../slides/LaterSlideShow.tsx'
import { SaveDocuments } from '../slides/SaveDocuments.tsx'
import { SaveFile } from '../slides/SaveFile.tsx'
import styles from './FileDialog.module.css'
import { words } from './messages.ts'
import { useOrigin } from './useOrigin.ts'

/** A file on its stage, with what is known of it: how it was made, by which model, for how much. */
export function FileDialog(props: {
  file: Asset
  onClose(): void
  onPrevious?(): void
  onNext?(): void
  onDelete(): void
}) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { file } = props
  const origin = useOrigin(file)
  const files = origin ? bundledFiles(origin.output) : []
  useArrows(props)
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={file.name}
      size="60rem"
      classNames={{ title: styles.title }}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className={styles.body}>
        <Stage key={file.id} file={file} origin={origin} files={files} />
        <div className={styles.side}>
          <div className={styles.head}>
            <h3 className={styles.heading}>{t('details')}</h3>
            <span className={styles.turn}>
              <ActionIcon
                variant="default"
                aria-label={t('previous')}
                disabled={!props.onPrevious}
                onClick={props.onPrevious}
              >
                <IconChevronLeft size={22} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="default"
                aria-label={t('next')}
                disabled={!props.onNext}
                onClick={props.onNext}
              >
                <IconChevronRight size={22} aria-hidden />
              </ActionIcon>
            </span>
          </div>
          <Details file={file} origin={origin} bundled={files.length > 0} />
          <div className={styles.actions}>
            {files.length > 0 ? (
              <>
                <SaveDocuments bundle={file} files={files} />
                <SaveFile bundle={file} file={overviewOf(file, files)} variant="default">
                  {t('overview')}
                </SaveFile>
              </>
            ) : (
              <Button
                component="a"
                href={file.url}
                download={file.name}
                leftSection={<IconDownload size={20} aria-hidden />}
              >
                {t('download', { bytes: bytes(file.bytes, locale) })}
              </Button>
            )}
            <Button
              variant="default"
              leftSection={<IconTrash size={20} aria-hidden />}
              onClick={props.onDelete}
            >
              {t('delete')}
            </Button>
          </div>
          <PackedFilm key={`${file.id} forms`} file={file} />
        </div>
      </div>
    </Modal>
  )
}

type Origin = ReturnType<typeof useOrigin>

function Stage({ file, origin, files }: { file: Asset; origin: Origin; files: BundledFile[] }) {
  const t = useMessages(words)
  const ratio = (file.width ?? 9) / (file.height ?? 16)
  if (origin && files.length > 0 && files.every(isPicture))
    return <LaterSlideShow run={origin.run} output={origin.output} slides={files} />
  return (
    <div className={styles.stage} style={{ maxWidth: `calc(70dvh * ${ratio})` }}>
      {origin === undefined && file.kind === 'image' ? (
        <MediaThumb src={file.thumbnailUrl} kind="image" ratio={ratio} />
      ) : (
        <OutputPlayer
          {...playingUrl(file)}
          posterUrl={file.thumbnailUrl}
          type={file.type}
          seconds={file.seconds}
          ratio={ratio}
          playLabel={t('play', { name: file.name })}
        />
      )}
    </div>
  )
}

function Details({ file, origin, bundled }: { file: Asset; origin: Origin; bundled: boolean }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const say = useRunWords()
  const { data: models } = useQuery({ ...modelsQuery(origin?.run.app ?? ''), enabled: Boolean(origin) })
  const model = models?.find(({ modelKey }) => modelKey === origin?.run.modelKey)
  const rows: [string, string | null][] = [
    [t('size'), bytes(file.bytes, locale)],
    [t('frame'), !bundled && file.width && file.height ? `${file.width} × ${file.height}` : null],
    [t('length'), file.seconds != null ? duration(file.seconds) : null],
    [
      t('sound'),
      file.seconds != null && file.hasAudio != null ? t(file.hasAudio ? 'soundYes' : 'soundNo') : null,
    ],
    [t(origin ? 'made' : 'uploaded'), file.createdAt ? dateTime(file.createdAt, locale) : null],
    ...(origin
      ? ([
          [t('model'), model?.name ?? origin.run.modelKey],
          ...say.recipe(origin.run.app, origin.output.recipe ?? {}),
          [t('price'), `${say.results(origin.run)} · ${say.charge(origin.run)}`],
        ] satisfies [string, string][])
      : []),
  ]
  return (
    <>
      <dl className={styles.rows}>
        {rows.map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <dt>{label}</dt>
                <dd className="num">{value}</dd>
              </div>
            ),
        )}
      </dl>
      {origin && (
        <Button
          component={Link}
          to="/studio/$app"
          params={{ app: origin.run.app } as never}
          search={{ run: origin.run.id } as never}
          variant="subtle"
          color="gray"
          px={0}
        >
          {t('openRun')}
        </Button>
      )}
    </>
  )
}

function useArrows({ onPrevious, onNext }: { onPrevious?(): void; onNext?(): void }) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // Inside a player the arrows seek, inside a set they turn its slides.
      if (event.target instanceof HTMLMediaElement || event.defaultPrevented) return
      if (event.key === 'ArrowLeft') onPrevious?.()
      if (event.key === 'ArrowRight') onNext?.()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [onPrevious, onNext])
}
