import { Button, NativeSelect, Skeleton, TextInput } from '@mantine/core'
import { useIntersection } from '@mantine/hooks'
import { IconChecks, IconSearch, IconTrash } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { EmptyState } from '#ui/EmptyState.tsx'
import { useMessages } from '#ui/i18n.tsx'
import type { Asset } from '../api-types.ts'
import { ErrorNotice } from '../shell/ErrorNotice.tsx'
import { FileDialog } from './FileDialog.tsx'
import { FileTile } from './FileTile.tsx'
import styles from './GalleryPage.module.css'
import { GalleryTabs } from './GalleryTabs.tsx'
import { words } from './messages.ts'
import { StorageMeter } from './StorageMeter.tsx'
import { useDelete } from './useDelete.tsx'
import { type FileFilter, useFiles } from './useFiles.ts'

/** Everything made and everything uploaded. Part, kind and search live in the address. */
export function GalleryPage() {
  const t = useMessages(words)
  const navigate = useNavigate()
  const search = parse(useSearch({ strict: false }))
  const files = useFiles({ origin: search.tab === 'uploads' ? 'upload' : 'output', kind: search.kind })
  const [selecting, setSelecting] = useState(false)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [opened, setOpened] = useState<string | null>(null)
  const { remove, removed } = useDelete()
  const change = (next: Search) => navigate({ to: '/gallery', search: clean(next), replace: true } as never)
  const loaded = files.items?.filter(({ id }) => !removed.has(id))
  const shown = loaded?.filter(({ name }) => name.toLowerCase().includes((search.q ?? '').toLowerCase()))
  const at = shown?.findIndex(({ id }) => id === opened) ?? -1
  const file = shown?.[at]
  // A search looks through what is loaded; while it finds little, more is brought in.
  const end = useEndInSight(Boolean(files.hasMore && !files.loadingMore), files.more, shown?.length)
  const stop = () => {
    setSelecting(false)
    setSelected(new Set())
  }
  const toggle = (id: string) =>
    setSelected((now) => (now.has(id) ? without(now, id) : new Set([...now, id])))
  return (
    <>
      <div className={styles.head}>
        <h1 className={styles.title}>{t('title')}</h1>
        <StorageMeter />
      </div>
      <div className={styles.tools}>
        <GalleryTabs
          value={search.tab}
          onChange={(tab) => {
            stop()
            change({ ...search, tab })
          }}
        />
        <TextInput
          className={styles.search}
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={search.q ?? ''}
          onChange={(event) => change({ ...search, q: event.currentTarget.value })}
        />
        <NativeSelect
          className={styles.kinds}
          size="md"
          aria-label={t('kind')}
          value={search.kind ?? ''}
          onChange={(event) => change({ ...search, kind: kindOf(event.currentTarget.value) })}
          data={[
            { value: '', label: t('kindAll') },
            ...kinds.map((kind) => ({ value: kind, label: t(kind) })),
          ]}
        />
        <Button
          className={styles.choose}
          variant="default"
          leftSection={<IconChecks size={20} aria-hidden />}
          aria-pressed={selecting}
          onClick={() => (selecting ? stop() : setSelecting(true))}
        >
          {t(selecting ? 'selectDone' : 'select')}
        </Button>
      </div>
      {files.error && <ErrorNotice error={files.error} onRetry={files.refetch} />}
      {shown?.length === 0 && !files.hasMore && (
        <Nothing search={search} loaded={loaded?.length ?? 0} onClear={() => change({ tab: search.tab })} />
      )}
      <ul className={styles.grid}>
        {!shown &&
          !files.error &&
          Array.from({ length: 12 }, (_, n) => (
            <Skeleton key={n} style={{ aspectRatio: 0.66 }} radius="md" />
          ))}
        {shown?.map((one) => (
          <FileTile
            key={one.id}
            file={one}
            selecting={selecting}
            selected={selected.has(one.id)}
            onPress={() => (selecting ? toggle(one.id) : setOpened(one.id))}
          />
        ))}
      </ul>
      <p ref={end} className={styles.end} role="status">
        {files.loadingMore ? t('loadingMore') : ''}
      </p>
      {selecting && (
        <div className={styles.selection} role="toolbar" aria-label={t('select')}>
          <span className="num" role="status">
            {t('selected', { count: selected.size })}
          </span>
          <Button
            color="red"
            variant="light"
            disabled={selected.size === 0}
            leftSection={<IconTrash size={20} aria-hidden />}
            onClick={() => {
              remove([...selected])
              stop()
            }}
          >
            {t('deleteCount', { count: selected.size })}
          </Button>
        </div>
      )}
      {file && shown && (
        <FileDialog
          file={file}
          onClose={() => setOpened(null)}
          onPrevious={at > 0 ? () => setOpened(idAt(shown, at - 1)) : undefined}
          onNext={at < shown.length - 1 ? () => setOpened(idAt(shown, at + 1)) : undefined}
          onDelete={() => {
            setOpened(null)
            remove([file.id])
          }}
        />
      )}
    </>
  )
}

function Nothing({ search, loaded, onClear }: { search: Search; loaded: number; onClear(): void }) {
  const t = useMessages(words)
  if (search.q || search.kind)
    return (
      <EmptyState
        scene="nothing"
        title={t('noMatch')}
        text={search.q ? <p>{t('noMatchText', { count: loaded })}</p> : null}
        action={
          <Button variant="default" onClick={onClear}>
            {t('noMatchButton')}
          </Button>
        }
      />
    )
  const uploads = search.tab === 'uploads'
  return (
    <EmptyState
      scene="gallery"
      title={t(uploads ? 'emptyUploads' : 'emptyResults')}
      text={<p>{t(uploads ? 'emptyUploadsText' : 'emptyResultsText')}</p>}
      action={
        <Button component={Link} to="/studio/video-mixer" size="lg">
          {t(uploads ? 'emptyUploadsButton' : 'emptyResultsButton')}
        </Button>
      }
    />
  )
}

/** Brings in the next page when the end comes near. */
function useEndInSight(hasMore: boolean, more: () => void, shown: number | undefined) {
  const { ref, entry } = useIntersection({ rootMargin: '600px' })
  const near = entry?.isIntersecting ?? false
  useEffect(() => {
    if (near && hasMore) more()
  }, [near, hasMore, shown])
  return ref
}

const kinds = ['video', 'image', 'audio', 'font'] as const

interface Search {
  tab: 'results' | 'uploads'
  kind?: FileFilter['kind']
  q?: string
}

function parse(search: Record<string, unknown>): Search {
  return {
    tab: search.tab === 'uploads' ? 'uploads' : 'results',
    kind: kindOf(search.kind),
    ...(typeof search.q === 'string' && search.q ? { q: search.q } : {}),
  }
}

function clean({ tab, kind, q }: Search) {
  return { ...(tab === 'uploads' && { tab }), ...(kind && { kind }), ...(q && { q }) }
}

function kindOf(value: unknown) {
  return kinds.find((kind) => kind === value)
}

function idAt(files: readonly Asset[], at: number) {
  return files[at]?.id ?? null
}

function without(ids: ReadonlySet<string>, id: string) {
  return new Set([...ids].filter((one) => one !== id))
}
