import { bytesOf, type Film, type Form, layOut } from '#media/loop/lay-out.ts'
import { readLoopFile } from '#media/loop/loop-file.ts'
import { openBlocks } from '#server/platform/storage/read-blocks.ts'
import type { Storage } from '#server/platform/storage/storage.ts'

/** The bytes of a file as its owner gets them, stored so or not. */
export interface Bytes {
  size: number
  /** They are computed, not read as they lie in the store. */
  computed: boolean
  /** Streams bytes `start`–`end` (inclusive), or all of them. */
  read(range?: { start: number; end: number }): ReadableStream<Uint8Array>
}

export interface StoredBytes {
  key: string
  /** What `bytes` says of the asset. */
  size: number
  packing: 'loop' | null
}

/** Opens a stored file. A packed one is laid out once and remembered; any range of it is then told from the few bytes it is made of. */
export async function openBytes(
  storage: Storage,
  stored: StoredBytes,
  form: Form = 'expanded',
): Promise<Bytes> {
  const { key, size, packing } = stored
  if (packing === null) return { size, computed: false, read: (range) => storage.read(key, range) }
  const film = await filmOf(storage, key, form)
  const blocks = openBlocks(storage, key)
  return {
    size: film.size,
    computed: true,
    read({ start, end } = { start: 0, end: film.size - 1 }) {
      const source = blocks.read(bytesOf(film, start, end))
      return new ReadableStream({
        async pull(stream) {
          const { value, done } = await source.next()
          if (done) stream.close()
          else stream.enqueue(value)
        },
        cancel: async () => void (await source.return(undefined)),
      })
    },
  }
}

const known = new WeakMap<Storage, Map<string, Promise<Film>>>()
/** Films watched by somebody lately. */
const most = 16

function filmOf(storage: Storage, key: string, form: Form): Promise<Film> {
  const films = known.get(storage) ?? new Map<string, Promise<Film>>()
  known.set(storage, films)
  const name = `${form}:${key}`
  const film = films.get(name) ?? read(storage, key, form)
  // Used last, forgotten last.
  films.delete(name)
  films.set(name, film)
  film.catch(() => films.delete(name))
  for (const oldest of films.keys()) if (films.size > most) films.delete(oldest)
  return film
}

async function read(storage: Storage, key: string, form: Form): Promise<Film> {
  const blocks = openBlocks(storage, key)
  const file = await readLoopFile(async (start, end) =>
    Buffer.concat(await Array.fromAsync(blocks.read([{ start, end }]))),
  )
  return layOut(file, form)
}
