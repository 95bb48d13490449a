import { rm } from 'node:fs/promises'
import { lengthOf, sliceRope } from '../mp4/boxes.ts'
import { appendSamples, type CodedTrack, readCodedTrack } from '../mp4/coded-track.ts'
import { readIndex } from '../mp4/read-index.ts'
import { timescale } from './encoding.ts'
import { type Chunk, movieHeader } from './movie-header.ts'
import { type PictureFormat, sampleRate } from './picture-format.ts'

/** Samples in a packet of AAC, and how many of them the encoder needs to run in. */
const codedFrame = 1024

/**
 * Writes an MP4 of pieces that were made alike and a sound that is encoded already, copying every sample: the index first, then a
 * second of pictures and its sound by turns, so it starts to play before it is all there. No process, and every byte is written once.
 */
export async function joinMovie(
  { pieces, sound, title }: { pieces: readonly string[]; sound: string | null; title?: string },
  { width, height, fps }: PictureFormat,
  out: string,
): Promise<void> {
  const pictures = await Promise.all(pieces.map((path) => readPiece(path, fps)))
  const heard = sound ? { path: sound, track: await readCodedTrack(sound) } : null
  const frames = pictures.reduce((sum, { track }) => sum + track.sizes.length, 0)
  const delta = timescale / fps
  const order = interleave(pictures, heard, fps)
  const header = movieHeader({
    timescale,
    ticks: frames * delta,
    title,
    picture: {
      ...tableOf(pictures.map(({ track }) => track)),
      size: { width, height },
      timescale,
      times: [{ count: frames, ticks: delta }],
      ...shown(pictures, delta),
    },
    sound: heard && {
      ...tableOf([heard.track]),
      keys: null,
      timescale: sampleRate,
      times: soundTimes(heard.track.sizes.length, (frames * sampleRate) / fps),
      skip: codedFrame,
      delays: null,
    },
    order,
  })
  const writer = Bun.file(out).writer({ highWaterMark: 1 << 20 })
  try {
    for (const bytes of sliceRope(header, 0, lengthOf(header) - 1)) writer.write(bytes)
    for (const { path, samples } of order) await appendSamples(path, samples, writer)
    await writer.end()
  } catch (error) {
    await Promise.resolve(writer.end()).catch(() => {})
    await rm(out, { force: true })
    throw error
  }
}

interface CodedPiece {
  path: string
  track: CodedTrack
  /** Which frame of the piece each sample shows. */
  places: number[]
}

async function readPiece(path: string, fps: number): Promise<CodedPiece> {
  const [track, { frames }] = await Promise.all([readCodedTrack(path, { order: 'any' }), readIndex(path)])
  const places = frames.map((seconds) => Math.round(seconds * fps))
  if (new Set(places).size !== track.sizes.length || Math.min(...places) !== 0)
    throw new Error(`${path} does not show one frame after the other.`)
  return { path, track, places }
}

function tableOf(tracks: readonly CodedTrack[]) {
  const keys: number[] = []
  const sizes: number[] = []
  for (const track of tracks) {
    for (const key of track.keys) keys.push(sizes.length + key)
    for (const size of track.sizes) sizes.push(size)
  }
  return { description: tracks[0]?.description ?? new Uint8Array(), sizes, keys }
}

/** How much later than it is decoded each sample is shown; all are put off alike, so that none is due before it is decoded. */
function shown(pieces: readonly CodedPiece[], delta: number): { delays: number[] | null; skip: number } {
  const shifts = pieces.flatMap(({ places }) => places.map((place, n) => place - n))
  const putOff = shifts.reduce((most, shift) => Math.max(most, -shift), 0)
  if (putOff === 0) return { delays: null, skip: 0 }
  return { delays: shifts.map((shift) => (shift + putOff) * delta), skip: putOff * delta }
}

/** The last packet is as long as what is left of the sound. */
function soundTimes(packets: number, samples: number): { count: number; ticks: number }[] {
  const last = samples + codedFrame - (packets - 1) * codedFrame
  if (!(last > 0 && last <= codedFrame)) throw new Error(`${packets} packets are not ${samples} samples.`)
  return [
    { count: packets - 1, ticks: codedFrame },
    { count: 1, ticks: last },
  ].filter(({ count }) => count > 0)
}

interface Part extends Chunk {
  path: string
  samples: Pick<CodedTrack, 'sizes' | 'offsets'>
}

/** A second of pictures, then the sound up to its end, and so on. */
function interleave(
  pieces: readonly CodedPiece[],
  sound: { path: string; track: CodedTrack } | null,
  fps: number,
): Part[] {
  const parts: Part[] = []
  let [frames, heard] = [0, 0]
  for (const { path, track } of pieces)
    for (let from = 0; from < track.sizes.length; from += fps) {
      const pictures = part('picture', path, track, from, from + fps)
      parts.push(pictures)
      frames += pictures.count
      const until = Math.ceil(((frames / fps) * sampleRate + codedFrame) / codedFrame)
      if (sound && until > heard) parts.push(part('sound', sound.path, sound.track, heard, until))
      heard = until
    }
  return parts.filter(({ count }) => count > 0)
}

function part(kind: Part['kind'], path: string, track: CodedTrack, from: number, to: number): Part {
  const sizes = track.sizes.slice(from, to)
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  return {
    kind,
    path,
    count: sizes.length,
    bytes,
    samples: { sizes, offsets: track.offsets.slice(from, to) },
  }
}
