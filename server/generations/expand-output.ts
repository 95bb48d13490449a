import type { OutputRow } from './present.ts'

interface File {
  name: string
  range?: { start: number; end: number }
  size: number
}

/** The files a result is in a ZIP: itself, or those it was bundled from (`media/image/bundle.ts`), by where they lie in it. */
export function filesOf(output: Pick<OutputRow, 'name' | 'bytes' | 'recipe'>): File[] {
  const { files } = output.recipe
  if (!Array.isArray(files) || files.length === 0) return [{ name: output.name, size: Number(output.bytes) }]
  return files.map(({ name, from, bytes }: { name: string; from: number; bytes: number }) => ({
    name,
    range: { start: from, end: from + bytes - 1 },
    size: bytes,
  }))
}
