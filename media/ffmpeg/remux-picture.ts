import { rm } from 'node:fs/promises'
import { pictureHeader } from '../mp4/picture-header.ts'
import { pictureEncoder, timescale } from './encoding.ts'
import type { PictureFormat } from './picture-format.ts'
import { type Probe, untrusted } from './probe.ts'
import { runFfmpeg, runFfprobeText } from './run-ffmpeg.ts'
import type { Stretch } from './stretch.ts'

/** A source whose picture is already as our pieces are, and where it can be cut: at frames that need none before them. */
export interface Conforming {
  frames: number
  cuts: ReadonlySet<number>
}

/**
 * Whether a source can be joined to our pieces without being encoded again: the same codec, size, colours and parameter sets as what we would
 * make (compared byte by byte), one even pace from zero on. Null where it cannot. `scratch` is a file to use meanwhile.
 */
export async function findConforming(
  { path, probe }: { path: string; probe: Probe },
  format: PictureFormat,
  { scratch, signal }: { scratch: string; signal?: AbortSignal },
): Promise<Conforming | null> {
  if (!mayConform(probe, format)) return null
  const header = await pictureHeader(path).catch(() => null)
  if (!header || header.description !== (await ownDescription(format, scratch, signal))) return null
  const entries = ['-select_streams', 'V:0', '-show_entries', 'packet=pts_time,flags', '-of', 'csv=p=0']
  const text = await runFfprobeText([...entries, ...untrusted(path)], { signal })
  return evenFrames(
    text
      .trim()
      .split('\n')
      .map((line) => line.split(',')),
    format.fps,
  )
}

/** Whether these frames can be taken out of it by copying. */
export function canBeCut({ cuts, frames }: Conforming, from: number, count: number): boolean {
  return cuts.has(from) && (cuts.has(from + count) || from + count === frames)
}

/** Copies a stretch that `canBeCut` allows as a piece like any other. */
export async function remuxPicture(
  { path, from, frames, fps }: Stretch,
  out: string,
  { signal }: { signal?: AbortSignal } = {},
): Promise<void> {
  const place = (time: string) => `round((${time}-STARTPTS)*TB*${fps})/${fps}/TB`
  // A quarter of a frame late, so that rounding never opens the group before.
  const seek = from > 0 ? ['-ss', ((from + 0.25) / fps).toFixed(6)] : []
  await runFfmpeg(
    [
      ...[...seek, ...untrusted(path), '-map', '0:V:0', '-c:v', 'copy', '-an', '-sn', '-dn'],
      ...['-frames:v', String(frames), '-bsf:v', `setts=pts='${place('PTS')}':dts='${place('DTS')}'`],
      ...['-map_metadata', '-1', '-fflags', '+bitexact', '-video_track_timescale', String(timescale)],
      ...['-f', 'mp4', out],
    ],
    { makes: [out], signal },
  )
}

/** What can be told without opening the file again. */
function mayConform({ video, width, height }: Probe, { container, fps, ...format }: PictureFormat): boolean {
  return (
    container === 'mp4' &&
    video?.codec === 'h264' &&
    video.rotation === 0 &&
    video.constantRate &&
    Math.abs(video.fps - fps) < 0.001 &&
    width === format.width &&
    height === format.height
  )
}

async function ownDescription(format: PictureFormat, scratch: string, signal?: AbortSignal): Promise<string> {
  const { width, height, fps } = format
  const black = [
    '-f',
    'lavfi',
    '-i',
    `color=black:s=${width}x${height}:r=${fps}`,
    '-vf',
    'format=yuv420p,setsar=1',
  ]
  try {
    await runFfmpeg([...black, '-frames:v', '2', ...pictureEncoder(format), '-f', 'mp4', scratch], { signal })
    return (await pictureHeader(scratch)).description
  } finally {
    await rm(scratch, { force: true })
  }
}

/** Packets as they are stored: null unless they show one frame after the other, every group closed. */
function evenFrames(packets: readonly string[][], fps: number): Conforming | null {
  const cuts = new Set<number>()
  const seen = new Set<number>()
  let latest = -1
  for (const [time, flags = ''] of packets) {
    const at = Number(time) * fps
    const place = Math.round(at)
    if (!(Math.abs(at - place) < 0.05) || seen.has(place)) return null
    if (flags.startsWith('K')) {
      // A group is closed when all that is stored before it is shown before it, and all after it after it.
      if (seen.size !== place || latest !== place - 1) return null
      cuts.add(place)
    }
    seen.add(place)
    latest = Math.max(latest, place)
  }
  const frames = seen.size
  return cuts.has(0) && [...seen].every((place) => place >= 0 && place < frames) ? { frames, cuts } : null
}
