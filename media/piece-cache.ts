import { copyFile, link, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'

/** A folder of things that are expensive to make, named by what they were made of. Shared by runs, even by processes. */
export interface PieceCache {
  folder: string
  /** Beyond this the pieces that were not used for longest go. */
  limitBytes: number
}

/**
 * Puts the piece called `key` at `path`: from the cache when there is one that `isWhole`, made by `make` otherwise. The caller's copy is
 * a second name for the same bytes, so it stays whatever becomes of the cache. Says whether it was found.
 */
export async function obtainPiece(
  { folder }: PieceCache,
  key: string,
  path: string,
  { make, isWhole }: { make(path: string): Promise<void>; isWhole(path: string): Promise<boolean> },
): Promise<'found' | 'made'> {
  const kept = join(folder, key)
  await mkdir(folder, { recursive: true })
  if (await place(kept, path)) {
    if (await isWhole(path).catch(() => false)) {
      // When it was last used decides who stays.
      await utimes(kept, new Date(), new Date()).catch(() => {})
      return 'found'
    }
    await Promise.all([rm(path, { force: true }), rm(kept, { force: true })])
  }
  await make(path)
  await place(path, kept)
  return 'made'
}

/** Lets go of the pieces unused for longest until the rest fits. */
export async function trimCache({ folder, limitBytes }: PieceCache): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  const pieces = await Promise.all(
    names.map(async (name) => ({
      path: join(folder, name),
      facts: await stat(join(folder, name)).catch(() => null),
    })),
  )
  let total = 0
  for (const { path, facts } of pieces.sort((a, b) => Number(b.facts?.mtimeMs) - Number(a.facts?.mtimeMs))) {
    total += facts?.size ?? 0
    if (total > limitBytes) await rm(path, { force: true })
  }
}

/** Gives a file a second name, or copies it where the folders lie on different disks. False when there is nothing to place. */
async function place(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT') return false
    if (code === 'EEXIST') return true
    if (code !== 'EXDEV' && code !== 'EPERM' && code !== 'EMLINK') throw error
  }
  const part = `${to}.${crypto.randomUUID()}`
  try {
    await copyFile(from, part)
    await rename(part, to)
    return true
  } catch (error) {
    await rm(part, { force: true })
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
