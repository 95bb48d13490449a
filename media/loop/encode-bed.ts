import { availableParallelism } from 'node:os'
import { feedFfmpeg } from '../ffmpeg/feed-ffmpeg.ts'
import { channels, sampleRate } from '../ffmpeg/picture-format.ts'
import { readCodedTrack } from '../mp4/coded-track.ts'
import { codedFrame } from './loop-sound.ts'
import type { Part } from './pack-loop.ts'
import type { SoundBed } from './sound-bed.ts'

/** Coded pieces of a film's sound, and the order in which they are played. */
export interface CodedBed {
  parts: Part[]
  runs: { from: number; count: number; times: number }[]
  samples: number
  /** Samples of run-in of the coding. */
  skip: number
  /** Frames of the film at which one piece follows another. */
  joins: number[]
}

/** The encoder's own run-in: its first frame holds nothing yet. */
const runIn = codedFrame
/** Frames given to a piece before its beginning, so that encoder and limiter are in the state they would be in. */
const before = 48
/** Frames given to it beyond its end, which come out of the encoder late. */
const behind = 2
/** Pieces shorter than this are not worth a process of their own. */
const shortest = 4000

/**
 * Encodes a bed once. Where it repeats exactly, one period is encoded and played as often as it comes; otherwise the whole length is encoded, in
 * as many pieces at a time as there are cores. Pieces meet on borders of coded frames, each begun a second early, so the decoder hears no seam.
 */
export async function encodeBed(
  bed: SoundBed,
  {
    filter,
    bitrate,
    folder,
    signal,
    onProgress,
  }: {
    filter: string
    bitrate: string
    folder: string
    signal?: AbortSignal
    onProgress?(fraction: number): void
  },
): Promise<CodedBed> {
  const frames = Math.ceil((bed.samples + runIn) / codedFrame)
  const { spans, runs } = spansOf(bed, frames)
  const pieces = spans.flatMap(split)
  const total = pieces.reduce((sum, { from, to }) => sum + to - from, 0)
  let done = 0
  const tell = (count: number) => {
    done += count
    onProgress?.(Math.min(1, done / total))
  }
  const parts = await Promise.all(
    together(pieces).map(async (each, n): Promise<Part[]> => {
      const path = `${folder}/sound-${n}.m4a`
      await feedFfmpeg(argsOf(filter, bitrate, path), pcmOf(bed, each, tell), { makes: [path], signal })
      const { sizes } = await readCodedTrack(path)
      let at = 0
      const parts = each.map(({ from, to }) => {
        const begun = at + leadOf(from)
        at = begun + to - from + behind
        return { path, from: begun, count: to - from }
      })
      const needed = at - behind
      if (sizes.length < needed)
        throw new Error(`The encoder made ${sizes.length} frames of sound, not ${needed}.`)
      return parts
    }),
  )
  return {
    parts: parts.flat(),
    runs,
    samples: bed.samples,
    skip: runIn,
    joins: joinsOf(pieces, runs),
  }
}

interface Span {
  from: number
  to: number
}

/**
 * What must be encoded, and how it is played: the beginning with one period, repeated whole and at last in part up to where the film fades, and
 * from there on the end.
 */
function spansOf(
  { period, steadyFrom, steadyTo }: SoundBed,
  frames: number,
): { spans: Span[]; runs: CodedBed['runs'] } {
  const head = Math.ceil(steadyFrom / codedFrame) + 3
  const last = Math.floor(steadyTo / codedFrame) - 3
  const body = period / codedFrame
  const times = Math.floor((last - head) / body)
  if (!(times >= 2)) return { spans: [{ from: 0, to: frames }], runs: [{ from: 0, count: frames, times: 1 }] }
  const part = last - head - times * body
  return {
    spans: [
      { from: 0, to: head + body },
      { from: last, to: frames },
    ],
    runs: [
      { from: 0, count: head, times: 1 },
      { from: head, count: body, times },
      ...(part > 0 ? [{ from: head, count: part, times: 1 }] : []),
      { from: head + body, count: frames - last, times: 1 },
    ],
  }
}

function split({ from, to }: Span): Span[] {
  const count = Math.max(1, Math.min(availableParallelism(), Math.floor((to - from) / shortest)))
  return Array.from({ length: count }, (_, n) => ({
    from: from + Math.round(((to - from) * n) / count),
    to: from + Math.round(((to - from) * (n + 1)) / count),
  }))
}

/** Pieces that are coded by one process, one after the other. */
function together(pieces: readonly Span[]): Span[][] {
  const groups: Span[][] = []
  for (const piece of pieces) {
    const last = groups.at(-1)
    const long = last && last.reduce((sum, { from, to }) => sum + to - from, 0) >= shortest
    if (last && !long) last.push(piece)
    else groups.push([piece])
  }
  return groups
}

function leadOf(from: number): number {
  return Math.min(from, before)
}

/** Frames of the film where a piece ends, or a repeat begins: the first few are enough, they are all alike. */
function joinsOf(pieces: readonly Span[], runs: CodedBed['runs']): number[] {
  const joins = pieces.slice(1).map(({ from }) => from)
  const [head, body] = runs
  return head && body ? [head.count, head.count + body.count, ...joins] : joins
}

async function* pcmOf(
  bed: SoundBed,
  pieces: readonly Span[],
  tell: (frames: number) => void,
): AsyncGenerator<Uint8Array> {
  const portion = 256
  for (const { from, to } of pieces) {
    const end = to + behind
    for (let at = from - leadOf(from); at < end; at += portion) {
      const frames = Math.min(portion, end - at)
      const samples = await bed.render(at * codedFrame, frames * codedFrame)
      yield new Uint8Array(samples.buffer)
      tell(frames)
    }
  }
}

function argsOf(filter: string, bitrate: string, out: string): string[] {
  return [
    ...['-loglevel', 'error', ...rawFloats, '-i', 'pipe:0', '-af', filter, ...coder, '-b:a', bitrate],
    ...['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact', '-f', 'mp4', out],
  ]
}

/** The faster of the two, for the reason mixes take it: it stays as close to the sound (decision 12). */
export const coder = ['-c:a', 'aac', '-aac_coder', 'fast']

export const rawFloats = ['-f', 'f32le', '-ar', String(sampleRate), '-ac', String(channels)]
