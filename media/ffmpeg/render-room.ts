import { readFileSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'

/** The share of the machine's memory that programs which make pictures may fill; the rest is for the database, ourselves and the system. */
const share = 0.5

/**
 * How many places a program takes that encodes pictures of this size, where there is a place for each core: one, or more where so many at
 * once would not fit into memory. Measured with one thread (ffmpeg 5.1, x264, a blurred ground beside the picture): 160 MB at
 * 720 × 1280, 270 MB at 1080 × 1920, 840 MB at 2160 × 3840.
 */
export function placesFor(
  { width, height }: { width: number; height: number },
  { cores, memory } = machine(),
): number {
  const bytes = 70e6 + 95 * width * height
  return Math.min(cores, Math.max(1, Math.ceil((bytes * cores) / (memory * share))))
}

let known: { cores: number; memory: number } | undefined

/** Cores, and the bytes of memory we may use: what the container grants where that is less than the machine has. */
function machine() {
  known ??= { cores: availableParallelism(), memory: Math.min(totalmem(), granted()) }
  return known
}

function granted(): number {
  for (const file of ['/sys/fs/cgroup/memory.max', '/sys/fs/cgroup/memory/memory.limit_in_bytes']) {
    try {
      const bytes = Number(readFileSync(file, 'utf8'))
      if (bytes > 0) return bytes
    } catch {
      // Not there: another kernel, or no limit.
    }
  }
  return Number.POSITIVE_INFINITY
}
