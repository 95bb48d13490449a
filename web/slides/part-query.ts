import { queryOptions } from '@tanstack/react-query'
import { ApiProblem, problemFrom } from '../api.ts'
import type { BundledFile } from './bundled-files.ts'

/** A stored file that others were bundled into. */
export interface Bundle {
  id: string
  url: string
}

/** Every part of a bundle, as queries are filtered. */
export function partsOf(id: string): string[] {
  return ['part', id]
}

/** One of the files that lie in a bundle: only its own bytes are asked for. */
export function partQuery({ id, url }: Bundle, file: BundledFile) {
  return queryOptions({
    queryKey: [...partsOf(id), file.from, file.bytes],
    queryFn: ({ signal }) => fetchPart(url, file, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

async function fetchPart(
  url: string,
  { from, bytes, type }: BundledFile,
  signal: AbortSignal,
): Promise<Blob> {
  const response = await fetch(url, {
    signal,
    headers: { Range: `bytes=${from}-${from + bytes - 1}` },
    // Browsers let one request at a time write what they keep of an address: slides would wait for each other.
    cache: 'no-store',
  })
  if (!response.ok) throw await problemFrom(response)
  const blob = await response.blob()
  if (response.status !== 206 || blob.size !== bytes)
    throw new ApiProblem(response.status, 'not_a_part', 'The server sent something else than was asked for')
  return blob.slice(0, bytes, type)
}
