import { newId } from '#server/platform/ids.ts'
import type { Platform } from '#server/platform/platform.ts'
import { openBytes } from './open-bytes.ts'
import type { AssetRow } from './rows.ts'

/**
 * Writes the bytes an owner would download of a packed file to the store, tells how far it is, and makes it an ordinary file: same links, same
 * content. Safe to call for any id at any time. What is given up, fails or is handed back (`shutdown`) leaves no bytes behind.
 */
export async function writeOutAsset(
  platform: Pick<Platform, 'db' | 'storage' | 'log'>,
  id: string,
  shutdown: AbortSignal,
): Promise<void> {
  const { db, storage, log } = platform
  const key = `originals/${id.slice(-2)}/${id}-${newId()}`
  const [asset]: AssetRow[] = await db`select * from begin_write_out(${id}, ${key})`
  if (!asset?.packing) return
  try {
    const size = Number(asset.bytes)
    const film = await openBytes(storage, { key: asset.storage_key, size, packing: asset.packing })
    const told = telling(film.read(), size, async (written) => {
      if (shutdown.aborted) throw new HandBack()
      const [row] = await db`select tell_write_out(${key}, ${written}) as wanted`.catch(untold)
      if (!row.wanted) throw new GivenUp()
    })
    await storage.write(key, told, asset.type)
    const [row] = await db`select keep_written_out(${key}) as kept`.catch(untold)
    if (!row.kept) throw new GivenUp()
  } catch (error) {
    // The database is away and may have kept the file all the same: the queue looks again, and the sweep removes what is nobody's.
    if (error instanceof Untold) throw error
    await storage.delete(key).then(
      () => db`delete from loose_keys where key = ${key}`,
      () => {},
    )
    if (error instanceof HandBack) await db`select hand_back_write_out(${key})`
    else if (!(error instanceof GivenUp)) {
      log.error({ err: error, asset: id }, 'a film was not written out')
      await db`select fail_write_out(${key})`
    }
  }
}

class GivenUp extends Error {}
class HandBack extends Error {}
class Untold extends Error {}

function untold(cause: unknown): never {
  throw new Untold('could not tell how far a film is written out', { cause })
}

const tellEveryMs = 1000

/** What is asked for has been taken before: told at every fiftieth, and every second. */
async function* telling(
  source: AsyncIterable<Uint8Array>,
  size: number,
  tell: (written: number) => Promise<void>,
): AsyncGenerator<Uint8Array> {
  let written = 0
  let told = 0
  let at = Date.now()
  for await (const chunk of source) {
    yield chunk
    written += chunk.length
    if (written - told < size / 50 && Date.now() - at < tellEveryMs) continue
    await tell(written)
    told = written
    at = Date.now()
  }
}
