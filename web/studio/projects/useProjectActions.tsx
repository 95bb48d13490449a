import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMessages } from '#ui/i18n.tsx'
import { ApiProblem, api } from '../../api.ts'
import type { ListedProject, Project } from '../../api-types.ts'
import { keys } from '../../queries.ts'
import { words } from './messages.ts'
import { tellOfProject } from './project-queries.ts'

const longestName = 120

/** Makes, opens, copies and names projects of an app. What fails is said and answers null. */
export function useProjectActions(app: string) {
  const t = useMessages(words)
  const client = useQueryClient()
  const navigate = useNavigate()
  const { run } = useSearch({ strict: false }) as { run?: string }

  async function create(name: string, document: unknown): Promise<Project | null> {
    return said(async () => {
      const project = await api.post<Project>('/api/projects', { app, name, document })
      client.setQueryData(keys.project(project.id), project)
      tellOfProject(client, project)
      return project
    })
  }

  function open(id: string, { withRun = false } = {}) {
    return navigate({
      to: '/studio/$app/$project',
      params: { app, project: id },
      search: withRun && run ? { run } : {},
    } as never)
  }

  function openDraft() {
    return navigate({ to: '/studio/$app', params: { app }, search: {} } as never)
  }

  /** `document`: what the open project holds just now; others are asked for theirs. */
  async function duplicate({ id, name }: ListedProject, document?: unknown) {
    const copied = await said(async () => {
      const what = document ?? (await api.get<Project>(`/api/projects/${id}`)).document
      return create(copyName(name), what)
    })
    if (copied)
      notifications.show({
        message: t('duplicated', { name: copied.name }),
        closeButtonProps: { 'aria-label': t('close') },
      })
  }

  /** The name alone: whatever else was saved meanwhile stays. */
  async function rename({ id, version }: ListedProject, name: string): Promise<boolean> {
    const put = (seen: number) => api.put<Project>(`/api/projects/${id}`, { name, version: seen })
    const renamed = await said(() =>
      put(version).catch((problem) => {
        const now = problem instanceof ApiProblem && problem.details.version
        if (typeof now === 'number') return put(now)
        throw problem
      }),
    )
    if (renamed) {
      client.setQueryData(keys.project(id), renamed)
      tellOfProject(client, { id, app })
    }
    return renamed !== null
  }

  function copyName(name: string): string {
    const room = longestName - t('copyOf', { name: '' }).length
    return t('copyOf', { name: [...name].slice(0, room).join('') })
  }

  async function said<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work()
    } catch (problem) {
      const limit = problem instanceof ApiProblem && problem.code === 'too_many_projects'
      notifications.show({
        color: 'red',
        closeButtonProps: { 'aria-label': t('close') },
        message: limit ? t('full', { limit: Number(problem.details.limit) }) : t('failed'),
      })
      if (problem instanceof ApiProblem) return null
      throw problem
    }
  }

  return { create, open, openDraft, duplicate, rename, copyName }
}
