import { stat } from 'node:fs/promises'
import { type AudioFacts, describeStreams, type VideoFacts } from './describe-streams.ts'
import { NotMedia } from './not-media.ts'
import { FfmpegError, runFfprobe } from './run-ffmpeg.ts'

/** What a file holds, judged by its content and never by its name. */
export interface Probe {
  kind: 'video' | 'image' | 'audio'
  /** ffmpeg's name of the container, e.g. `mov,mp4,m4a,3gp,3g2,mj2`. */
  container: string
  /** A video's picture length, a sound's length; null for a still. */
  seconds: number | null
  /** As displayed: rotation and pixel shape applied. Null for sound. */
  width: number | null
  height: number | null
  hasAudio: boolean
  video: VideoFacts | null
  audio: AudioFacts | null
  /** Everything that must be equal for two files to be joined by copying. */
  signature: string
}

/**
 * Only containers that hold their own media. Playlists and lists of other files (HLS, concat …) are left out: an upload
 * must not make us open addresses or paths it names.
 */
export const containers =
  'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv,asf,ogg,wav,mp3,flac,aac,gif,image2,png_pipe,jpeg_pipe,webp_pipe,bmp_pipe,tiff_pipe'

/** How ffmpeg is told to read a file that came from outside. */
export function untrusted(path: string): string[] {
  return ['-protocol_whitelist', 'file', '-format_whitelist', containers, '-i', `file:${path}`]
}

/** Reads what a file holds. Throws `NotMedia` when it is not whole, playable media. */
export async function probe(path: string, { signal }: { signal?: AbortSignal } = {}): Promise<Probe> {
  if ((await stat(path)).size === 0) throw new NotMedia('empty', 'The file has no bytes.')
  const opening = await readOpening(path, signal)
  const facts = describeStreams(opening)
  if (facts.kind === 'image') return withoutTime(facts)
  if (facts.kind === 'audio') return audioOf(facts)

  const { declaredSeconds, pictureSeconds, video, ...rest } = facts
  const isWhole = opening.packets && declaredSeconds !== null && declaredSeconds < openingSeconds - 5
  const packets = isWhole
    ? packetsOf(opening)
    : [...packetsOf(opening), ...(await readEnd(path, declaredSeconds, signal))]
  const pace = paceOf(packets)
  if (!pace) throw new NotMedia(declaredSeconds ? 'truncated' : 'empty', 'No frame of the video can be read.')
  if (endsTooSoon(packets, declaredSeconds))
    throw new NotMedia('truncated', 'The video ends before its stated length: the file is cut short.')
  const seconds = pictureSeconds ?? pace.end - pace.start
  if (!(seconds > 0)) throw new NotMedia('empty', 'The video has no duration.')
  return {
    ...rest,
    seconds,
    video: video && { ...video, fps: video.fps || pace.fps, constantRate: pace.constant },
  }
}

type Facts = ReturnType<typeof describeStreams>

function withoutTime({ declaredSeconds, pictureSeconds, video, ...rest }: Facts): Probe {
  return { ...rest, seconds: null, video: video && { ...video, constantRate: true } }
}

function audioOf({ declaredSeconds, pictureSeconds, video, ...rest }: Facts): Probe {
  if (!declaredSeconds) throw new NotMedia('empty', 'The sound has no duration.')
  return { ...rest, seconds: declaredSeconds, video: null }
}

interface Answer {
  packets?: Record<string, string | number>[]
}

/** So much is read at once with the facts: all of most clips, which saves them a second process. */
const openingSeconds = 25
const packetEntries = ['-show_entries', 'packet=codec_type,stream_index,pts_time,dts_time,duration_time']

async function readOpening(path: string, signal?: AbortSignal): Promise<Answer> {
  const facts = ['-show_streams', '-show_format', '-show_data_hash', 'md5', ...untrusted(path)]
  const opening = ['-read_intervals', `%+${openingSeconds}`, ...packetEntries]
  try {
    return (await runFfprobe([...opening, ...facts], { signal })) as Answer
  } catch (error) {
    if (!(error instanceof FfmpegError)) throw error
    if (/moov atom not found|End of file/i.test(error.log) && !error.log.includes('low score'))
      throw new NotMedia('truncated', 'The file is cut short: its index is missing.')
    throw new NotMedia('not_media', 'The file is neither video, picture nor sound that can be read.')
  }
}

interface Packet {
  stream: number
  video: boolean
  at: number
  lasts: number
}

/** The opening tells the pace, the end tells whether all of it is there; what lies between need not be read. */
async function readEnd(path: string, declared: number | null, signal?: AbortSignal): Promise<Packet[]> {
  const end = declared === null ? [] : ['-read_intervals', `${(declared - 3).toFixed(3)}%`]
  try {
    return packetsOf((await runFfprobe([...end, ...packetEntries, ...untrusted(path)], { signal })) as Answer)
  } catch (error) {
    if (error instanceof FfmpegError) throw new NotMedia('truncated', 'The file breaks off while it is read.')
    throw error
  }
}

function packetsOf({ packets = [] }: Answer): Packet[] {
  return packets.map((packet) => ({
    stream: Number(packet.stream_index),
    video: packet.codec_type === 'video',
    at: Number(packet.pts_time ?? packet.dts_time ?? Number.NaN),
    lasts: Number(packet.duration_time ?? 0),
  }))
}

/** Containers that round to milliseconds make an even pace look uneven by as much. */
const rounding = 0.0021

function paceOf(packets: Packet[]) {
  const frames = packets.filter((packet) => packet.video && Number.isFinite(packet.at))
  const times = [...new Set(frames.map(({ at }) => at))].sort((a, b) => a - b)
  const [start] = times
  if (start === undefined) return null
  const last = Math.max(...frames.map(({ at, lasts }) => at + lasts))
  const opening = times.filter((at) => at < start + 5)
  const gaps = opening.slice(1).map((at, n) => at - (opening[n] ?? at))
  const constant = gaps.length === 0 || Math.max(...gaps) - Math.min(...gaps) <= rounding
  const span = (opening.at(-1) ?? start) - start
  return { start, end: last, constant, fps: span > 0 ? gaps.length / span : 0 }
}

function endsTooSoon(packets: Packet[], declared: number | null): boolean {
  if (declared === null) return false
  const ends = packets.map(({ at, lasts }) => at + lasts).filter(Number.isFinite)
  const end = ends.reduce((latest, each) => Math.max(latest, each), 0)
  return end < declared - 0.4
}
