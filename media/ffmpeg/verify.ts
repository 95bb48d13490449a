import { rm } from 'node:fs/promises'
import type { PictureFormat } from './picture-format.ts'
import { type MediaIndex, readIndex } from './read-index.ts'
import { type FrameSignature, readSignature, signatureFilter } from './read-signature.ts'
import { runFfmpeg, runFfprobeText } from './run-ffmpeg.ts'

export interface Promised {
  format: PictureFormat
  frames: number
  /** Whether there is a sound track, and whether anything can be heard on it. */
  sound: 'none' | 'silent' | 'audible'
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
  const signature = `${path}.signature`
  try {
    await checkContent(path, facts, promised, { signature, signal })
    return await readSignature(signature)
  } finally {
    await rm(signature, { force: true })
  }
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

const side = 32
/** Coding alone makes a still picture flicker by this much. */
const flicker = 3
/** Luma of black, a little above the foot of the range. */
const black = 24
const quietestDecibels = -70

/** Looks at key frames alone where there are enough of them, at all frames where not. */
async function checkContent(
  path: string,
  { keyFrames, frames }: MediaIndex,
  { sound }: Promised,
  { signature, signal }: { signature: string; signal?: AbortSignal },
) {
  const small = `scale=${side}:${side}:flags=area,format=gray[small]`
  const signed = `${signatureFilter(signature)}[signed]`
  const { stdout, log } = await runFfmpeg(
    [
      ...(keyFrames >= 4 ? ['-skip_frame', 'nokey'] : []),
      ...['-threads', '1', '-i', path, '-filter_complex_threads', '1'],
      ...['-filter_complex', `[0:v:0]scale=288:288:flags=area,split[one][two];[one]${small};[two]${signed}`],
      ...['-map', '[small]', '-vsync', 'passthrough', '-f', 'rawvideo', 'pipe:1'],
      ...['-map', '[signed]', '-vsync', 'passthrough', '-f', 'null', '-'],
      ...(sound === 'audible' ? ['-map', '0:a:0', '-af', 'volumedetect', '-f', 'null', '-'] : []),
    ],
    { signal },
  )
  const pictures = Array.from({ length: stdout.length / side ** 2 }, (_, n) =>
    stdout.subarray(n * side ** 2, (n + 1) * side ** 2),
  )
  if (pictures.length === 0) throw new NotAsPromised('No picture can be decoded.')
  if (pictures.every((picture) => picture.every((luma) => luma <= black)))
    throw new NotAsPromised('The picture is black from end to end.')
  if (frames.length > 1 && pictures.length > 1 && pictures.every((picture) => same(picture, pictures[0])))
    throw new NotAsPromised('The picture stands still from end to end.')
  const loudest = Number(/max_volume: (-?[\d.]+|-inf) dB/.exec(log)?.[1]?.replace('inf', 'Infinity'))
  if (sound === 'audible' && !(loudest > quietestDecibels)) throw new NotAsPromised('The sound is silent.')
}

function same(one: Uint8Array, other?: Uint8Array): boolean {
  return one.every((luma, n) => Math.abs(luma - (other?.[n] ?? 0)) <= flicker)
}
