import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ApiProblem, api } from '../api.ts'
import type { Asset, WriteOut } from '../api-types.ts'
import { keys } from '../queries.ts'

/** Writing a packed film out, as the server knows it: begun here or anywhere else, read again until it has ended. */
export function useWriteOut({ id, bytes, storedBytes }: Pick<Asset, 'id' | 'bytes' | 'storedBytes'>) {
  const client = useQueryClient()
  const path = `/api/files/${id}/write-out`
  const queryKey = ['write-out', id]
  const packed = storedBytes < bytes
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<WriteOut>(path, { signal }),
    enabled: packed,
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? 1000 : false),
  })
  const ask = useMutation({
    mutationFn: () => api.post<WriteOut>(path),
    onSuccess: (told) => client.setQueryData(queryKey, told),
  })
  const cancel = useMutation({
    mutationFn: () => api.del(path),
    onSettled: () => client.invalidateQueries({ queryKey }),
  })

  const done = query.data?.state === 'done'
  useEffect(() => {
    if (!done || !packed) return
    for (const key of [keys.files, keys.generations, keys.me])
      void client.invalidateQueries({ queryKey: key })
  }, [done, packed, client])

  return {
    writeOut: query.data,
    underWay: isUnderWay(query.data),
    /** Why it is not being written, where it should be. */
    trouble: ask.error ? whyRefused(ask.error) : query.data?.state === 'failed' ? ('failed' as const) : null,
    done,
    packed,
    ask,
    cancel,
  }
}

function isUnderWay(writeOut: WriteOut | undefined): boolean {
  return writeOut?.state === 'queued' || writeOut?.state === 'running'
}

function whyRefused(error: Error): 'full' | 'failed' {
  return error instanceof ApiProblem && error.code === 'storage_full' ? 'full' : 'failed'
}
