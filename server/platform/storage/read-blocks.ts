import type { Storage } from './storage.ts'

const blockBytes = 1 << 20
const cacheBytes = 96 << 20

/** Blocks read lately, of all files of a store; the one unused for longest goes first. */
const caches = new WeakMap<Storage, Map<string, Promise<Uint8Array>>>()

/**
 * Reads stretches of one stored file that come again and again: in blocks that are kept for a while, so that a film of hours made of a few
 * megabytes is read from the store once. What is handed out must not be changed.
 */
export function openBlocks(storage: Storage, key: string) {
  const cache = caches.get(storage) ?? new Map<string, Promise<Uint8Array>>()
  caches.set(storage, cache)
  const block = (n: number): Promise<Uint8Array> => {
    const name = `${n}:${key}`
    const found = cache.get(name) ?? fetchBlock(storage, key, n)
    cache.delete(name)
    cache.set(name, found)
    found.catch(() => cache.delete(name))
    for (const oldest of cache.keys()) {
      if (cache.size * blockBytes <= cacheBytes) break
      cache.delete(oldest)
    }
    return found
  }
  return {
    /** Bytes `start`–`end` (inclusive), in order. */
    async *read(start: number, end: number): AsyncGenerator<Uint8Array> {
      for (let at = start; at <= end; ) {
        const n = Math.floor(at / blockBytes)
        const bytes = await block(n)
        const from = at - n * blockBytes
        const piece = bytes.subarray(from, Math.min(bytes.length, end + 1 - n * blockBytes))
        if (piece.length === 0) throw new Error(`${key} is shorter than it should be`)
        yield piece
        at += piece.length
      }
    },
  }
}

/** A range that ends beyond the file is answered with what there is. */
async function fetchBlock(storage: Storage, key: string, n: number): Promise<Uint8Array> {
  const start = n * blockBytes
  return new Response(storage.read(key, { start, end: start + blockBytes - 1 })).bytes()
}
