import { useInfiniteQuery } from '@tanstack/react-query'
import { api } from '../api.ts'
import type { Asset, Page } from '../api-types.ts'
import { keys } from '../queries.ts'

export interface FileFilter {
  origin?: 'output' | 'upload'
  kind?: 'video' | 'image' | 'audio' | 'font'
}

/** The person's files, newest first, page after page. `items` is undefined until the first page is there. */
export function useFiles(filter: FileFilter) {
  const answer = useInfiniteQuery({
    queryKey: keys.fileList({ ...filter }),
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({
        limit: '40',
        ...(filter.origin && { origin: filter.origin }),
        ...(filter.kind && { kind: filter.kind }),
        ...(pageParam && { cursor: pageParam }),
      })
      return api.get<Page<Asset>>(`/api/files?${query}`, { signal })
    },
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  return {
    items: answer.data?.pages.flatMap(({ items }) => items),
    error: answer.data ? null : answer.error,
    refetch: () => void answer.refetch(),
    hasMore: answer.hasNextPage,
    loadingMore: answer.isFetchingNextPage,
    more: () => void answer.fetchNextPage(),
  }
}
