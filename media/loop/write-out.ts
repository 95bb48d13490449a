import { open, rm } from 'node:fs/promises'
import { bytesOf, type Film, type Form, layOut } from './lay-out.ts'
import { type LoopFile, readLoopFileAt } from './loop-file.ts'

const portion = 8 << 20

/** Writes the whole film of a loop file on disk at `out`: the bytes every range of it is made of. Leaves nothing behind when it fails. */
export async function writeOut(
  path: string,
  out: string,
  { form, signal }: { form?: Form; signal?: AbortSignal } = {},
): Promise<void> {
  await fill(path, out, layOut(await readLoopFileAt(path), form), [[0, Number.POSITIVE_INFINITY]], signal)
}

/** Writes a film that differs from the one at `path` in what is played, of the same stored samples. */
export async function writeFilm(film: LoopFile, path: string, out: string): Promise<void> {
  await fill(path, out, layOut(film), [[0, Number.POSITIVE_INFINITY]])
}

/**
 * Writes a stand-in at `out`: as long as the film, with its index and only the samples around these times in it; the rest is a hole that
 * takes no room. Enough for ffprobe and for a still.
 */
export async function writeStandIn(
  path: string,
  out: string,
  { seconds, around, signal }: { seconds: number; around: readonly number[]; signal?: AbortSignal },
): Promise<void> {
  const film = layOut(await readLoopFileAt(path))
  const media = film.size - film.headerBytes
  const reach = Math.min(media, 6 << 20)
  const parts = around.map((at): [number, number] => {
    const middle = film.headerBytes + (at / seconds) * media
    return [Math.max(film.headerBytes, middle - reach), middle + reach]
  })
  await fill(path, out, film, [[0, film.headerBytes - 1], ...parts], signal)
}

async function fill(path: string, out: string, film: Film, parts: [number, number][], signal?: AbortSignal) {
  const [source, target] = [await open(path), await open(out, 'w')]
  try {
    await target.truncate(film.size)
    for (const [from, to] of parts) {
      let at = Math.floor(from)
      const end = Math.min(film.size - 1, Math.floor(to))
      for (const piece of bytesOf(film, at, end)) {
        signal?.throwIfAborted()
        if (piece instanceof Uint8Array) {
          await target.write(piece, 0, piece.length, at)
          at += piece.length
          continue
        }
        for (let start = piece.start; start <= piece.end; ) {
          const bytes = new Uint8Array(Math.min(portion, piece.end - start + 1))
          const { bytesRead } = await source.read(bytes, 0, bytes.length, start)
          if (bytesRead === 0) throw new Error(`${path} is shorter than it says.`)
          await target.write(bytes, 0, bytesRead, at)
          start += bytesRead
          at += bytesRead
        }
      }
    }
  } catch (error) {
    await rm(out, { force: true })
    throw error
  } finally {
    await Promise.all([source.close(), target.close()])
  }
}
