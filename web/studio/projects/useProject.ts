import { notifications } from '@mantine/notifications'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { WebApp } from '#apps/define-editor.ts'
import { useMessages } from '#ui/i18n.tsx'
import { api } from '../../api.ts'
import type { Project } from '../../api-types.ts'
import { keys } from '../../queries.ts'
import { useEdits } from '../useEdits.tsx'
import { keptChanges } from './kept-changes.ts'
import { words } from './messages.ts'
import { tellOfProject } from './project-queries.ts'
import { ProjectSaver } from './project-saver.ts'

/** Savers of this tab: one that has not sent everything yet goes on when its project is opened again. */
const savers = new Map<string, ProjectSaver>()

/**
 * A project at work. `project` is what the server says now and may change: what was saved in another tab or on another device is shown as
 * long as nothing of this one stands against it. Everything changed here is saved by itself.
 */
export function useProject(project: Project, gone: boolean, accountId: string, half: WebApp) {
  const t = useMessages(words)
  const client = useQueryClient()
  const [saver] = useState(() => openSaver(project, accountId, client))
  const view = useSyncExternalStore(saver.watch, () => saver.view)
  const [begin] = useState(() => half.restore(saver.document) ?? half.start())
  const { value, change, replace, show } = useEdits(() => begin)

  useEffect(() => saver.shows(begin), [saver, begin])
  useEffect(() => saver.change(value), [saver, value])
  useEffect(() => {
    const news = saver.see(project)
    if (!news) return
    const next = half.restore(news) ?? half.start()
    saver.shows(next)
    show(next)
    notifications.show({ message: t('updated'), closeButtonProps: { 'aria-label': t('close') } })
  }, [saver, project, half, show, t])
  useEffect(() => {
    if (gone) saver.lost()
  }, [saver, gone])

  useEffect(() => {
    const leave = () => void saver.flush({ leaving: true })
    const hide = () => document.visibilityState === 'hidden' && leave()
    const online = () => void saver.flush()
    addEventListener('pagehide', leave)
    addEventListener('online', online)
    document.addEventListener('visibilitychange', hide)
    return () => {
      removeEventListener('pagehide', leave)
      removeEventListener('online', online)
      document.removeEventListener('visibilitychange', hide)
      void saver.flush()
    }
  }, [saver])

  function takeTheirs() {
    const theirs = saver.takeTheirs()
    if (theirs) replace(half.restore(theirs.document) ?? half.start(), t('tookTheirs'))
  }

  return { value, change, saver, view, takeTheirs }
}

function openSaver(project: Project, accountId: string, client: QueryClient): ProjectSaver {
  const { id, app } = project
  const known = savers.get(id)
  if (known && (known.dirty || known.version >= project.version)) return known
  const kept = keptChanges(accountId, id)
  const saver = new ProjectSaver(project, kept.load(), {
    save: (changes, leaving) => {
      // Browsers send no more than 64 kB for a page that is gone.
      const small = JSON.stringify(changes).length < 60_000
      return api.put<Project>(`/api/projects/${id}`, changes, { leaving: leaving && small })
    },
    read: () => api.get<Project>(`/api/projects/${id}`),
    keep: kept.keep,
    forget: kept.forget,
    saved: (saved) => {
      client.setQueryData(keys.project(id), saved)
      tellOfProject(client, { id, app }, { listed: false })
    },
  })
  savers.set(id, saver)
  return saver
}
