import { infiniteQueryOptions, type QueryClient, queryOptions, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '../../api.ts'
import type { ListedProject, Page, Project } from '../../api-types.ts'
import { keys } from '../../queries.ts'

export function projectQuery(id: string) {
  return queryOptions({
    queryKey: keys.project(id),
    queryFn: ({ signal }) => api.get<Project>(`/api/projects/${id}`, { signal }),
    staleTime: 0,
  })
}

/** The projects of an app, the one saved last first, page after page. */
export function projectsQuery(app: string) {
  return infiniteQueryOptions({
    queryKey: keys.projects(app),
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<ListedProject>>(
        `/api/projects?${new URLSearchParams({ app, ...(pageParam && { cursor: pageParam }) })}`,
        { signal },
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
}

interface News {
  id: string
  app: string
}

let channel: BroadcastChannel | undefined

/** The other tabs: one channel for saying and hearing, because what it says itself it does not hear. */
function others(): BroadcastChannel {
  channel ??= new BroadcastChannel('lumiku.projects')
  return channel
}

/** Says to this tab and the others that a project was saved, made or deleted. Lists are read again when they are looked at. */
export function tellOfProject(client: QueryClient, news: News, { listed = true } = {}) {
  void client.invalidateQueries({
    queryKey: keys.projects(news.app),
    refetchType: listed ? 'active' : 'none',
  })
  others().postMessage(news)
}

/** What was saved in another tab is read again in this one. */
export function useProjectNews() {
  const client = useQueryClient()
  useEffect(() => {
    const hear = ({ data }: MessageEvent<News>) => {
      void client.invalidateQueries({ queryKey: keys.project(data.id) })
      void client.invalidateQueries({ queryKey: keys.projects(data.app) })
    }
    others().addEventListener('message', hear)
    return () => others().removeEventListener('message', hear)
  }, [client])
}
