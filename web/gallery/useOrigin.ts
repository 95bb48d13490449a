import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '../api.ts'
import type { Asset, Generation, Page } from '../api-types.ts'
import { keys } from '../queries.ts'

/** The run a result came from: looked for from the newest back, since runs know their files and not the other way round. Undefined meanwhile, null when there is none. */
export function useOrigin(file: Asset & { origin?: 'output' | 'upload' }) {
  const wanted = file.origin !== 'upload'
  const runs = useInfiniteQuery({
    queryKey: keys.generationList({ origins: true }),
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Generation>>(
        `/api/generations?status=succeeded,cancelled,running&limit=100${pageParam && `&cursor=${pageParam}`}`,
        { signal },
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    enabled: wanted,
  })
  const found = wanted
    ? runs.data?.pages
        .flatMap(({ items }) => items)
        .map((run) => originIn(run, file.id))
        .find(Boolean)
    : undefined
  const searching = wanted && !found && runs.hasNextPage && !runs.isFetching
  useEffect(() => {
    if (searching) void runs.fetchNextPage()
  }, [searching, runs.fetchNextPage])
  const looking = wanted && !runs.isError && (runs.isFetching || runs.hasNextPage)
  return found ?? (looking ? undefined : null)
}

function originIn(run: Generation, assetId: string) {
  const output = run.outputs.find((one) => one.assetId === assetId)
  return output && { run, output }
}
