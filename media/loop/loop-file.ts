import { open } from 'node:fs/promises'

/**
 * A long film as little more than what makes it up: its coded samples, each stored once, and the order in which they are played. On disk:
 * magic, length of the JSON, JSON, sizes of all samples (four bytes each, big end first), samples.
 */
export interface LoopFile {
  picture: LoopTrack
  sound: LoopTrack | null
  /** Shown by players; neither changes the picture. */
  title?: string
  chapters?: { at: number; name: string }[]
  /** Bytes of the whole stored file. */
  stored: number
}

export interface LoopTrack {
  /** Ticks a second, and ticks a sample lasts. */
  timescale: number
  delta: number
  /** Ticks the last sample lasts, where it is shorter. */
  lastDelta: number
  /** Ticks at the start that are decoded and not heard: the run-in of the sound's coding. */
  skip: number
  /** Zero for sound. */
  width: number
  height: number
  /** A whole `avc1` or `mp4a` box. */
  description: Uint8Array
  /** Bytes of each stored sample, four bytes each, big end first: as they stand in the film's index. */
  sizes: Uint8Array
  /** Where the first stored sample begins in the file. */
  at: number
  /** 0-based numbers of stored samples that need no other; empty where none does (sound). */
  keys: number[]
  /** What is played: `count` samples from `from` on, `times` times over, then the next. */
  runs: { from: number; count: number; times: number }[]
}

export const magic = 'LUMLOOP1'

type Stored<T extends LoopTrack | LoopFile> = T extends LoopTrack
  ? Omit<T, 'description' | 'sizes' | 'at'> & { description: string; samples: number }
  : never

/** What is written before the samples. `samples` bytes follow it: those of the picture, then those of the sound. */
export function headOf(file: Omit<LoopFile, 'stored'>): Uint8Array {
  const { picture, sound, title, chapters } = file
  const json = new TextEncoder().encode(
    JSON.stringify({ picture: plain(picture), sound: sound && plain(sound), title, chapters }),
  )
  const head = new Uint8Array(12 + json.length + picture.sizes.length + (sound?.sizes.length ?? 0))
  head.set(new TextEncoder().encode(magic))
  new DataView(head.buffer).setUint32(8, json.length)
  head.set(json, 12)
  head.set(picture.sizes, 12 + json.length)
  if (sound) head.set(sound.sizes, 12 + json.length + picture.sizes.length)
  return head
}

/** Reads the head through `read`, which answers the bytes `start`–`end` (inclusive). */
export async function readLoopFile(
  read: (start: number, end: number) => Promise<Uint8Array>,
): Promise<LoopFile> {
  const first = await read(0, 11)
  if (new TextDecoder().decode(first.subarray(0, 8)) !== magic) throw new Error('This is no loop file.')
  const length = new DataView(first.buffer, first.byteOffset).getUint32(8)
  const json = JSON.parse(new TextDecoder().decode(await read(12, 11 + length))) as {
    picture: Stored<LoopTrack>
    sound: Stored<LoopTrack> | null
    title?: string
    chapters?: LoopFile['chapters']
  }
  const counts = [json.picture.samples, json.sound?.samples ?? 0] as const
  const tables = 12 + length
  const samples = tables + 4 * (counts[0] + counts[1])
  const sizes = await read(tables, samples - 1)
  const picture = revive(json.picture, sizes.subarray(0, 4 * counts[0]), samples)
  const pictureBytes = sum(picture.sizes)
  const sound = json.sound && revive(json.sound, sizes.subarray(4 * counts[0]), samples + pictureBytes)
  const stored = samples + pictureBytes + (sound ? sum(sound.sizes) : 0)
  return { picture, sound, title: json.title, chapters: json.chapters, stored }
}

/** Reads the head of a loop file on disk. */
export async function readLoopFileAt(path: string): Promise<LoopFile> {
  const file = await open(path)
  try {
    return await readLoopFile(async (start, end) => {
      const bytes = new Uint8Array(end - start + 1)
      await file.read(bytes, 0, bytes.length, start)
      return bytes
    })
  } finally {
    await file.close()
  }
}

/** Sizes as they stand in an index. */
export function sizeTable(sizes: readonly number[]): Uint8Array {
  const table = new Uint8Array(sizes.length * 4)
  const view = new DataView(table.buffer)
  for (const [n, size] of sizes.entries()) view.setUint32(n * 4, size)
  return table
}

function plain({ description, sizes, at, ...rest }: LoopTrack): Stored<LoopTrack> {
  return { ...rest, description: Buffer.from(description).toString('base64'), samples: sizes.length / 4 }
}

function revive(
  { samples, description, ...rest }: Stored<LoopTrack>,
  sizes: Uint8Array,
  at: number,
): LoopTrack {
  return { ...rest, description: Uint8Array.from(Buffer.from(description, 'base64')), sizes, at }
}

function sum(table: Uint8Array): number {
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength)
  let total = 0
  for (let at = 0; at < table.length; at += 4) total += view.getUint32(at)
  return total
}
