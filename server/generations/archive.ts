import { downloadZip } from 'client-zip'
import { openBytes } from '#server/files/open-bytes.ts'
import type { Platform } from '#server/platform/platform.ts'
import { filesOf } from './expand-output.ts'
import type { OutputRow } from './present.ts'

/** A ZIP of a run's results and attachments, stored not deflated, streamed file by file: memory stays flat. */
export async function archiveOf(
  { db, storage }: Platform,
  generationId: string,
  outputs: OutputRow[],
): Promise<ReadableStream<Uint8Array>> {
  const attachments: { name: string; body: string }[] =
    await db`select name, body from generation_attachments where generation_id = ${generationId} order by name`

  async function* files() {
    for (const output of outputs) {
      const size = Number(output.bytes)
      const bytes = await openBytes(storage, { key: output.storage_key, size, packing: output.packing })
      for (const file of filesOf(output))
        yield {
          name: file.name,
          lastModified: output.created_at,
          input: bytes.read(file.range),
          size: file.size,
        }
    }
    for (const { name, body } of attachments) yield { name, lastModified: new Date(), input: body }
  }

  const body = downloadZip(files()).body
  if (!body) throw new Error('no archive body')
  return body
}
