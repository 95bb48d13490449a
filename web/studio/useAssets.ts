import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { StudioAsset } from '#apps/define-editor.ts'
import { ApiProblem, api } from '../api.ts'
import type { Asset } from '../api-types.ts'
import { assetFrom } from './uploads/asset-from.ts'

/** A file's answer carries signed links, so it is asked for again before they grow old. */
const fresh = 10 * 60_000

/** The files an input names. `onGone` hears of those that exist no more. */
export function useAssets(ids: readonly string[], onGone: (gone: Set<string>) => void) {
  const client = useQueryClient()
  const wanted = [...new Set(ids)].filter(Boolean)
  const answers = useQueries({
    queries: wanted.map((id) => ({
      queryKey: ['asset', id],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.get<Asset>(`/api/files/${id}`, { signal }).then(assetFrom),
      staleTime: fresh,
    })),
    combine: (all) => ({
      found: all.flatMap(({ data }) => data ?? []),
      gone: all.flatMap(({ error }, n) =>
        error instanceof ApiProblem && error.status === 404 ? (wanted[n] ?? []) : [],
      ),
    }),
  })
  const assets = useMemo(() => new Map(answers.found.map((asset) => [asset.id, asset])), [answers.found])
  const tell = useRef(onGone)
  tell.current = onGone
  const gone = answers.gone.join(' ')
  useEffect(() => {
    if (gone) tell.current(new Set(gone.split(' ')))
  }, [gone])
  const know = useCallback(
    (files: readonly StudioAsset[]) => {
      for (const file of files) client.setQueryData(['asset', file.id], file)
    },
    [client],
  )
  return { assets, know }
}
