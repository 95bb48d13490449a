import { feedFfmpeg } from './feed-ffmpeg.ts'
import { clockOf, type FrameRate } from './frame-rate.ts'

export interface LoopPicture {
  /** Even. */
  width: number
  height: number
  rate: FrameRate
  quality: 'small' | 'standard' | 'high'
}

/** Frames from one picture that needs no other to the next: two seconds. */
export function groupLength({ num, den }: FrameRate): number {
  return Math.max(1, Math.round((2 * num) / den))
}

/**
 * Encodes yuv420p frames as they come into an MP4 that can be repeated and cut by copying: closed groups of fixed length, shown in the order
 * they are stored (so that any number of frames from a group's start on can be played alone), headers that do not depend on the content.
 */
export async function encodeFrames(
  frames: AsyncIterable<Uint8Array>,
  { width, height, rate, quality }: LoopPicture,
  out: string,
  { signal }: { signal?: AbortSignal } = {},
): Promise<void> {
  const group = String(groupLength(rate))
  const { timescale } = clockOf(rate)
  await feedFfmpeg(
    [
      ...['-loglevel', 'error', '-f', 'rawvideo', '-pix_fmt', 'yuv420p'],
      ...['-s', `${width}x${height}`, '-framerate', `${rate.num}/${rate.den}`, '-i', 'pipe:0'],
      ...['-c:v', 'libx264', '-profile:v', 'high', ...settings[quality], '-bf', '0', '-threads', '2'],
      ...['-g', group, '-keyint_min', group, '-sc_threshold', '0', '-flags', '+cgop'],
      ...['-x264-params', 'stitchable=1', '-pix_fmt', 'yuv420p'],
      ...'-colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv'.split(' '),
      ...['-map_metadata', '-1', '-fflags', '+bitexact', '-video_track_timescale', String(timescale)],
      ...['-f', 'mp4', out],
    ],
    frames,
    { makes: [out], signal, encodes: { width, height } },
  )
}

const settings = {
  small: ['-preset', 'veryfast', '-crf', '26'],
  standard: ['-preset', 'veryfast', '-crf', '20'],
  high: ['-preset', 'faster', '-crf', '17'],
}
