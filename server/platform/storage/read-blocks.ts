import type { Storage } from './storage.ts'

export interface Stretch {
  start: number
  end: number
}

const blockBytes = 1 << 20
const cacheBytes = 96 << 20
/** Looked ahead, so that what lies together is asked for together: a store far away is slow to answer, not to send. */
const aheadBytes = 8 << 20

/** Blocks read lately, of all files of a store; the one unused for longest goes first. */
const caches = new WeakMap<Storage, Map<string, Promise<Uint8Array>>>()

/**
 * Reads stretches of one stored file that come again and again: in blocks that are kept for a while, so that a film of hours made of a few
 * megabytes is read from the store once. What is handed out must not be changed.
 */
export function openBlocks(storage: Storage, key: string) {
  const cache = caches.get(storage) ?? new Map<string, Promise<Uint8Array>>()
  caches.set(storage, cache)
  const nameOf = (n: number) => `${n}:${key}`

  function keep(n: number, block: Promise<Uint8Array>): void {
    cache.delete(nameOf(n))
    cache.set(nameOf(n), block)
    for (const oldest of cache.keys()) {
      if (cache.size * blockBytes <= cacheBytes) break
      cache.delete(oldest)
    }
  }

  /** Every block of these stretches, asked for with as few requests as they lie apart. */
  function blocksOf(stretches: readonly Stretch[]): Map<number, Promise<Uint8Array>> {
    const wanted = new Set<number>()
    for (const { start, end } of stretches) for (let n = blockAt(start); n <= blockAt(end); n++) wanted.add(n)
    const blocks = new Map<number, Promise<Uint8Array>>()
    const missing: number[] = []
    for (const n of [...wanted].sort((a, b) => a - b)) {
      const found = cache.get(nameOf(n))
      if (found) blocks.set(n, found)
      else missing.push(n)
    }
    for (const [first, count] of runsOf(missing)) {
      const run = fetchBlocks(storage, key, first, count)
      for (let n = first; n < first + count; n++) {
        // A copy of its own: a block that is kept must not keep its neighbours.
        const block = run.then((bytes) => bytes.slice((n - first) * blockBytes, (n - first + 1) * blockBytes))
        block.catch(() => cache.get(nameOf(n)) === block && cache.delete(nameOf(n)))
        blocks.set(n, block)
      }
    }
    for (const [n, block] of blocks) keep(n, block)
    return blocks
  }

  return {
    /** What the pieces are, in order: bytes as they are, and stretches (inclusive) of the file. */
    async *read(pieces: Iterable<Uint8Array | Stretch>): AsyncGenerator<Uint8Array> {
      for (const portion of portionsOf(pieces)) {
        const blocks = blocksOf(portion.filter((each): each is Stretch => !(each instanceof Uint8Array)))
        for (const each of portion) {
          if (each instanceof Uint8Array) {
            yield each
            continue
          }
          for (let at = each.start; at <= each.end; ) {
            const n = blockAt(at)
            const bytes = (await blocks.get(n)) ?? new Uint8Array()
            const from = at - n * blockBytes
            const piece = bytes.subarray(from, Math.min(bytes.length, each.end + 1 - n * blockBytes))
            if (piece.length === 0) throw new Error(`${key} is shorter than it should be`)
            yield piece
            at += piece.length
          }
        }
      }
    },
  }
}

const blockAt = (at: number) => Math.floor(at / blockBytes)

/** As many pieces at a time as are looked ahead; a stretch that is longer is cut. */
function* portionsOf(pieces: Iterable<Uint8Array | Stretch>): Generator<(Uint8Array | Stretch)[]> {
  let portion: (Uint8Array | Stretch)[] = []
  let left = aheadBytes
  for (const piece of pieces) {
    if (piece instanceof Uint8Array) {
      portion.push(piece)
      continue
    }
    for (let { start } = piece; start <= piece.end; ) {
      const end = Math.min(piece.end, start + left - 1)
      portion.push({ start, end })
      left -= end - start + 1
      start = end + 1
      if (left > 0) continue
      yield portion
      portion = []
      left = aheadBytes
    }
  }
  if (portion.length > 0) yield portion
}

/** Neighbours together: the first of each run, and how many there are. */
function runsOf(numbers: readonly number[]): [number, number][] {
  const runs: [number, number][] = []
  for (const n of numbers) {
    const last = runs.at(-1)
    if (last && last[0] + last[1] === n) last[1]++
    else runs.push([n, 1])
  }
  return runs
}

/** A range that ends beyond the file is answered with what there is. */
async function fetchBlocks(storage: Storage, key: string, first: number, count: number): Promise<Uint8Array> {
  const start = first * blockBytes
  return new Response(storage.read(key, { start, end: start + count * blockBytes - 1 })).bytes()
}
