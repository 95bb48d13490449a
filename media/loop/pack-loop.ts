import { readSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { appendSamples, type CodedTrack, readCodedTrack } from '../mp4/coded-track.ts'
import { headOf, type LoopFile, type LoopTrack, sizeTable } from './loop-file.ts'

/** Samples of a coded file that are stored: all, or `count` from `from` on. */
export interface Part {
  path: string
  from?: number
  count?: number
}

export interface PackedTrack extends Pick<LoopTrack, 'runs'> {
  parts: readonly Part[]
}

/** Pieces that were not made alike cannot share one description, so they are never joined. */
export class UnlikeParts extends Error {
  override name = 'UnlikeParts'
}

/** Writes a loop file from coded pieces: all samples of all parts, in order, each once. Leaves nothing behind when it fails. */
export async function packLoop(
  {
    picture,
    sound,
    title,
    chapters,
  }: {
    picture: PackedTrack & { timescale: number; delta: number; width: number; height: number }
    /** `samples` is how long it is heard, in samples of its rate. */
    sound: (PackedTrack & { samples: number; skip: number }) | null
  } & Pick<LoopFile, 'title' | 'chapters'>,
  out: string,
): Promise<void> {
  const pictures = await Promise.all(picture.parts.map(readPart))
  const sounds = sound ? await Promise.all(sound.parts.map(readPart)) : []
  const head = headOf({
    picture: {
      ...commonOf(pictures),
      timescale: picture.timescale,
      delta: picture.delta,
      lastDelta: picture.delta,
      skip: 0,
      width: picture.width,
      height: picture.height,
      runs: picture.runs,
    },
    sound: sound && soundTrack(sounds, sound),
    title,
    chapters,
  })
  const writer = Bun.file(out).writer({ highWaterMark: 1 << 20 })
  try {
    writer.write(head)
    for (const { path, track } of [...pictures, ...sounds]) await appendSamples(path, track, writer)
    await writer.end()
  } catch (error) {
    await writer.end()
    await rm(out, { force: true })
    throw error
  }
}

/** Whether a track of the loop file at `path` holds exactly the samples of these parts. Reads every byte of both. */
export async function holds(path: string, track: LoopTrack, parts: readonly Part[]): Promise<boolean> {
  const found = await Promise.all(parts.map(readPart))
  if (Buffer.compare(sizeTable(found.flatMap((each) => each.track.sizes)), track.sizes) !== 0) return false
  const file = await open(path)
  let [at, same] = [track.at, true]
  try {
    for (const each of found)
      await appendSamples(each.path, each.track, {
        write(bytes) {
          const stored = new Uint8Array(bytes.length)
          readSync(file.fd, stored, 0, stored.length, at)
          same &&= Buffer.compare(stored, bytes) === 0
          at += bytes.length
        },
        flush() {},
      })
  } finally {
    await file.close()
  }
  return same
}

const samplesInFrame = 1024

function soundTrack(
  parts: readonly ReadPart[],
  { samples, skip, runs }: { samples: number; skip: number; runs: LoopTrack['runs'] },
): LoopTrack {
  const frames = runs.reduce((sum, { count, times }) => sum + count * times, 0)
  const { keys, ...common } = commonOf(parts)
  void keys
  return {
    ...common,
    timescale: parts[0]?.track.timescale ?? 0,
    delta: samplesInFrame,
    lastDelta: samples + skip - (frames - 1) * samplesInFrame,
    skip,
    width: 0,
    height: 0,
    keys: [],
    runs,
  }
}

interface ReadPart {
  path: string
  track: CodedTrack
}

async function readPart({ path, from = 0, count }: Part): Promise<ReadPart> {
  const track = await readCodedTrack(path)
  const to = count === undefined ? track.sizes.length : from + count
  if (to > track.sizes.length) throw new Error(`${path} holds ${track.sizes.length} samples, not ${to}.`)
  const keys = track.keys.filter((key) => key >= from && key < to).map((key) => key - from)
  return {
    path,
    track: { ...track, sizes: track.sizes.slice(from, to), offsets: track.offsets.slice(from, to), keys },
  }
}

function commonOf(parts: readonly ReadPart[]): Pick<LoopTrack, 'description' | 'sizes' | 'at' | 'keys'> {
  const [first] = parts
  if (!first) throw new Error('Nothing to pack.')
  if (parts.some(({ track }) => Buffer.compare(track.description, first.track.description) !== 0))
    throw new UnlikeParts('The pieces of this loop were not made alike.')
  const keys: number[] = []
  const sizes: number[] = []
  for (const { track } of parts) {
    for (const key of track.keys) keys.push(sizes.length + key)
    for (const size of track.sizes) sizes.push(size)
  }
  return { description: first.track.description, sizes: sizeTable(sizes), at: 0, keys }
}
