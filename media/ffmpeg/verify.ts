import { pictureDigests } from '../mp4/picture-digests.ts'
import { type MediaIndex, readIndex } from '../mp4/read-index.ts'
import { lookAtPictures } from './look-at-pictures.ts'
import type { PieceLook } from './look-at-pieces.ts'
import type { PictureFormat } from './picture-format.ts'
import type { FrameSignature } from './read-signature.ts'
import { runFfmpeg, runFfprobeText } from './run-ffmpeg.ts'

export interface Promised {
  format: PictureFormat
  frames: number
  /** Whether there is a sound track, and whether anything can be heard on it. */
  sound: 'none' | 'silent' | 'audible'
  /**
   * The pieces an MP4 is joined of, in order, where they have been looked at: then all of its pictures are compared with theirs, byte by
   * byte, instead of some being decoded again.
   */
  pieces?: readonly PieceLook[]
}

/** The file was made and is not what was promised. */
export class NotAsPromised extends Error {
  override name = 'NotAsPromised'
}

/**
 * Checks a finished output before anyone pays for it: every frame in its place, picture and sound ending together, the right size, neither
 * black nor frozen from end to end, and heard where it should be. Throws `NotAsPromised` saying what is wrong. Answers what the pictures it
 * looked at look like.
 */
export async function verify(
  path: string,
  promised: Promised,
  signal?: AbortSignal,
): Promise<FrameSignature[]> {
  const facts = promised.format.container === 'mp4' ? await readIndex(path) : await readFacts(path, signal)
  checkTracks(facts, promised)
  checkFrames(facts, promised)
  if (promised.sound !== 'none') checkSoundEnd(facts, promised)
  // Few key frames say little: then every frame is decoded.
  const enough = facts.keyFrames >= 4
  return promised.pieces && enough
    ? checkCopied(path, facts, promised, promised.pieces, signal)
    : checkDecoded(path, facts, promised, enough, signal)
}

async function readFacts(path: string, signal?: AbortSignal): Promise<MediaIndex> {
  const entries = 'packet=codec_type,pts_time,duration_time,flags:stream=codec_type,width,height'
  const text = await runFfprobeText(['-of', 'compact=nk=0:p=1', '-show_entries', entries, path], { signal })
  const facts: MediaIndex = { audio: false, frames: [], soundEnd: 0, keyFrames: 0 }
  for (const line of text.split('\n')) {
    const [section, ...pairs] = line.split('|')
    const field = Object.fromEntries(pairs.map((pair) => pair.split('=', 2) as [string, string]))
    if (section === 'stream' && field.codec_type === 'audio') facts.audio = true
    if (section === 'stream' && field.codec_type === 'video')
      facts.video = { width: Number(field.width), height: Number(field.height) }
    if (section !== 'packet') continue
    if (field.codec_type === 'video') {
      facts.frames.push(Number(field.pts_time))
      if (field.flags?.startsWith('K')) facts.keyFrames++
    } else facts.soundEnd = Math.max(facts.soundEnd, Number(field.pts_time) + Number(field.duration_time))
  }
  return facts
}

function checkTracks({ video, audio }: MediaIndex, { format, sound }: Promised): void {
  if (!video) throw new NotAsPromised('There is no picture.')
  if (video.width !== format.width || video.height !== format.height)
    throw new NotAsPromised(`The picture is ${video.width} × ${video.height}.`)
  if (audio !== (sound !== 'none'))
    throw new NotAsPromised(audio ? 'There is sound.' : 'The sound is missing.')
}

/** WebM counts in milliseconds; MP4 is exact. */
const slack = 0.001_01

function checkFrames({ frames }: MediaIndex, { format, frames: count }: Promised): void {
  if (frames.length !== count) throw new NotAsPromised(`There are ${frames.length} frames, not ${count}.`)
  const times = frames.toSorted((a, b) => a - b)
  const misplaced = times.findIndex((at, n) => !(Math.abs(at - n / format.fps) <= slack))
  if (misplaced >= 0) throw new NotAsPromised(`Frame ${misplaced} comes at ${times[misplaced]} s.`)
}

function checkSoundEnd({ soundEnd }: MediaIndex, { format, frames }: Promised): void {
  // Opus comes in packets of 20 ms and says in the last how much of it counts, which ffprobe does not.
  const packet = format.container === 'webm' ? 0.02 : 0
  const late = soundEnd - frames / format.fps
  if (late < -slack || late > slack + packet)
    throw new NotAsPromised(`The sound ends ${Math.round(late * 1000)} ms beside the picture.`)
}

/** Decodes what it says nobody has looked at yet. */
async function checkDecoded(
  path: string,
  { frames }: MediaIndex,
  { sound }: Promised,
  keyFramesOnly: boolean,
  signal?: AbortSignal,
): Promise<FrameSignature[]> {
  const { pictures, signature, log } = await lookAtPictures(['-i', path], {
    keyFramesOnly,
    scratch: `${path}.signature`,
    more: sound === 'audible' ? meter : [],
    signal,
  })
  checkPictures(pictures, frames.length)
  if (sound === 'audible') checkLoudness(log)
  return signature
}

/** The pictures are those of the pieces to the byte, so what was seen there is seen here; ffmpeg opens the file and hears it. */
async function checkCopied(
  path: string,
  { frames, keyFrames }: MediaIndex,
  { sound, format }: Promised,
  pieces: readonly PieceLook[],
  signal?: AbortSignal,
): Promise<FrameSignature[]> {
  const digests = await pictureDigests(
    path,
    pieces.map((piece) => piece.frames),
  )
  const other = digests.findIndex((digest, n) => digest !== pieces[n]?.digest)
  if (other >= 0) throw new NotAsPromised(`Its part ${other + 1} is not the piece it was joined of.`)
  let from = 0
  const moments = pieces.flatMap(({ frames: length, moments }) => {
    const begins = from
    from += length
    return moments.map((moment) => ({ ...moment, seconds: (begins + moment.frame) / format.fps }))
  })
  if (moments.length !== keyFrames)
    throw new NotAsPromised(`${keyFrames} key frames are named, ${moments.length} were seen.`)
  checkPictures(
    moments.map(({ small }) => small),
    frames.length,
  )
  const heard = sound === 'none' ? ['-map', '0:v:0', '-frames:v', '1', '-f', 'null', '-'] : meter
  const first = sound === 'none' ? ['-t', '0.01'] : []
  const { log } = await runFfmpeg(['-threads', '1', ...first, '-i', path, ...heard], { signal })
  if (!new RegExp(`Video: h264.* ${format.width}x${format.height}[ ,]`).test(log))
    throw new NotAsPromised('Others do not find its picture.')
  if (sound === 'audible') checkLoudness(log)
  return moments.map(({ seconds, digits }) => ({ seconds, digits }))
}

const meter = ['-map', '0:a:0', '-af', 'volumedetect', '-f', 'null', '-']
const quietestDecibels = -70

function checkLoudness(log: string): void {
  const loudest = Number(/max_volume: (-?[\d.]+|-inf) dB/.exec(log)?.[1]?.replace('inf', 'Infinity'))
  if (!(loudest > quietestDecibels)) throw new NotAsPromised('The sound is silent.')
}

/** Coding alone makes a still picture flicker by this much. */
const flicker = 3
/** Luma of black, a little above the foot of the range. */
const black = 24

function checkPictures(pictures: readonly Uint8Array[], frames: number): void {
  if (pictures.length === 0) throw new NotAsPromised('No picture can be decoded.')
  if (pictures.every((picture) => picture.every((luma) => luma <= black)))
    throw new NotAsPromised('The picture is black from end to end.')
  if (frames > 1 && pictures.length > 1 && pictures.every((picture) => same(picture, pictures[0])))
    throw new NotAsPromised('The picture stands still from end to end.')
}

function same(one: Uint8Array, other?: Uint8Array): boolean {
  return one.every((luma, n) => Math.abs(luma - (other?.[n] ?? 0)) <= flicker)
}
