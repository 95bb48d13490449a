import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconCopy, IconDots, IconDownload, IconReceipt, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { relative } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { MediaThumb } from '#ui/MediaThumb.tsx'
import { RunProgress } from '#ui/RunProgress.tsx'
import { type ApiProblem, api } from '../api.ts'
import type { Asset, Generation } from '../api-types.ts'
import type { Attempt } from '../buying/interrupted.ts'
import { ChargeDialog } from '../charge/ChargeDialog.tsx'
import { words as chargeWords } from '../charge/messages.ts'
import { appsQuery } from '../queries.ts'
import { assetFrom } from '../studio/uploads/asset-from.ts'
import { RefusalDialog } from '../upgrade/RefusalDialog.tsx'
import { CancelButton } from './CancelButton.tsx'
import { words } from './messages.ts'
import styles from './RunRow.module.css'
import { isActive, outcomeOf, wantedOf } from './run-state.ts'
import { useNow } from './useNow.ts'
import { useRunActions } from './useRunActions.ts'
import { useRunWords } from './useRunWords.ts'

/** One run as a row: what, how far, what it holds, and what can be done about it. */
export function RunRow({ run }: { run: Generation }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const say = useRunWords()
  const active = isActive(run)
  const now = useNow(active)
  const { data: apps } = useQuery(appsQuery)
  const [refused, setRefused] = useState<{ problem: ApiProblem; attempt: Attempt } | null>(null)
  const actions = useRunActions({
    onRefused: (problem, _run, attempt) => setRefused({ problem, attempt }),
  })
  const app = apps?.find(({ id }) => id === run.app)?.name ?? run.app
  const title = `${app} · ${say.results(run)}`
  const reason = active ? null : say.reason(run)
  const facts = active
    ? [
        say.stage(run),
        run.status === 'running' && say.elapsed(run, now),
        say.eta(run),
        run.outputs.length > 0 && t('made', { done: run.outputs.length, wanted: wantedOf(run) }),
        say.charge(run),
      ]
    : [say.charge(run), say.took(run), relative(run.finishedAt ?? run.createdAt, now, locale)]
  return (
    <li className={styles.row}>
      <Link
        to="/studio/$app"
        params={{ app: run.app } as never}
        search={{ run: run.id } as never}
        className={styles.thumb}
        aria-hidden
        tabIndex={-1}
      >
        <RunThumb run={run} />
      </Link>
      <div className={styles.words}>
        <p className={styles.title}>
          <Link
            to="/studio/$app"
            params={{ app: run.app } as never}
            search={{ run: run.id } as never}
            className={styles.link}
          >
            {title}
          </Link>
          {!active && (
            <span className={styles.status} data-status={outcomeOf(run)}>
              {say.status(run)}
            </span>
          )}
          {run.status === 'running' && (
            <span className={`num ${styles.percent}`}>{Math.round(run.progress * 100)}%</span>
          )}
        </p>
        {active && (
          <RunProgress
            fraction={run.status === 'queued' ? null : run.progress}
            label={t('progress', { name: title })}
          />
        )}
        <p className={`num ${styles.facts}`}>{facts.filter(Boolean).join(' · ')}</p>
        {reason && <p className={styles.reason}>{t('reason', { reason })}</p>}
      </div>
      <div className={styles.actions}>
        {active ? (
          <CancelButton busy={actions.busy} onCancel={() => actions.cancel(run)} />
        ) : (
          run.status === 'failed' && (
            <Button
              variant="default"
              size="sm"
              mih={44}
              leftSection={<IconRefresh size={18} aria-hidden />}
              loading={actions.busy}
              onClick={() => actions.retry(run)}
            >
              {t('retry')}
            </Button>
          )
        )}
        <More run={run} onAgain={() => actions.retry(run)} />
      </div>
      <RefusalDialog
        problem={refused?.problem ?? null}
        wanted={{
          app: run.app,
          credits: 0,
          quota: 0,
          results: wantedOf(run),
          say: (count) => say.results(run, count),
          ...(refused ? { attempt: refused.attempt } : {}),
        }}
        onClose={() => setRefused(null)}
        onRetry={() => {
          setRefused(null)
          actions.retry(run)
        }}
      />
    </li>
  )
}

function More({ run, onAgain }: { run: Generation; onAgain(): void }) {
  const t = useMessages(words)
  const c = useMessages(chargeWords)
  const [charge, setCharge] = useState(false)
  const target = useRef<HTMLButtonElement>(null)
  const navigate = useNavigate()
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon ref={target} aria-label={t('more')}>
            <IconDots size={20} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconCopy size={18} aria-hidden />}
            onClick={() =>
              navigate({ to: '/studio/$app', params: { app: run.app }, search: { from: run.id } } as never)
            }
          >
            {t('duplicate')}
          </Menu.Item>
          {!isActive(run) && (
            <Menu.Item leftSection={<IconRefresh size={18} aria-hidden />} onClick={onAgain}>
              {t('again')}
            </Menu.Item>
          )}
          {run.outputs.length > 0 && (
            <Menu.Item
              component="a"
              href={`/api/generations/${run.id}/archive`}
              download
              leftSection={<IconDownload size={18} aria-hidden />}
            >
              {t('zip')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconReceipt size={18} aria-hidden />} onClick={() => setCharge(true)}>
            {c('details')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ChargeDialog
        id={run.id}
        opened={charge}
        onClose={() => {
          setCharge(false)
          // The item that opened it has gone with its menu.
          target.current?.focus()
        }}
      />
    </>
  )
}

/** The first result, or until there is one, the first clip it is made of. */
function RunThumb({ run }: { run: Generation }) {
  const output = run.outputs[0]
  const clips = run.input.clips
  const first = Array.isArray(clips) ? (clips[0] as { assetId?: unknown } | undefined)?.assetId : undefined
  const { data: clip } = useQuery({
    queryKey: ['asset', first],
    queryFn: ({ signal }) => api.get<Asset>(`/api/files/${first}`, { signal }).then(assetFrom),
    enabled: !output && typeof first === 'string',
    staleTime: 600_000,
    retry: false,
  })
  return <MediaThumb src={output?.thumbnailUrl ?? clip?.thumbnailUrl} ratio={0.8} />
}
