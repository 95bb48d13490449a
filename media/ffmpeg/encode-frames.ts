import { feedFfmpeg } from './feed-ffmpeg.ts'
import { clockOf, type FrameRate } from './frame-rate.ts'
import { type ClipSource, openFrames } from './read-frames.ts'

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

/** Frames of a clip: `count` from number `from` on, treated with more filters where there are any. */
export type OwnFrames = ClipSource & { from: number; count: number; filters?: string }

/**
 * Encodes yuv420p frames as they come into an MP4 that can be repeated and cut by copying: closed groups of fixed length, shown in the order
 * they are stored (so that any number of frames from a group's start on can be played alone), headers that do not depend on the content.
 * One thread: pieces side by side take half the time that two threads take here. The clip's `own` frames come after those that are made, are decoded by the same program and never pass through us.
 */
export async function encodeFrames(
  frames: AsyncIterable<Uint8Array> | null,
  { width, height, rate, quality }: LoopPicture,
  out: string,
  {
    own,
    signal,
    onFrame,
  }: { own?: OwnFrames | null; signal?: AbortSignal; onFrame?(count: number): void } = {},
): Promise<void> {
  const group = String(groupLength(rate))
  const { timescale } = clockOf(rate)
  const shot = { width, height, rate, pixels: 'yuv420p' as const }
  const opened = own && openFrames(own, shot, own.from, own.count)
  const made = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${width}x${height}`]
  const ends = `settb=${rate.den}/${rate.num},setpts=N,fps=${rate.num}/${rate.den},setsar=0`
  const filters = opened && [opened.filters, own?.filters].filter(Boolean).join(',')
  const graph = frames
    ? `[1:V:0]${filters}[own];[0:v][own]concat=n=2:v=1:a=0,${ends}`
    : `[0:V:0]${filters},${ends}`
  await feedFfmpeg(
    [
      ...['-loglevel', 'error'],
      ...(frames ? [...made, '-framerate', `${rate.num}/${rate.den}`, '-i', 'pipe:0'] : []),
      // With more threads scaled pictures differ a little from those that pass through us.
      ...(opened ? [...opened.input, '-filter_complex_threads', '1', '-filter_complex', graph] : []),
      ...['-c:v', 'libx264', '-profile:v', 'high', ...settings[quality], '-bf', '0', '-threads', '1'],
      ...['-g', group, '-keyint_min', group, '-sc_threshold', '0', '-flags', '+cgop'],
      ...['-x264-params', 'stitchable=1', '-pix_fmt', 'yuv420p', '-an', '-sn', '-dn'],
      ...'-colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv'.split(' '),
      ...['-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact'],
      ...['-video_track_timescale', String(timescale), '-f', 'mp4', out],
    ],
    frames ?? none(),
    { makes: [out], signal, encodes: { width, height }, onFrame },
  )
}

async function* none(): AsyncGenerator<Uint8Array> {}

const settings = {
  small: ['-preset', 'veryfast', '-crf', '26'],
  standard: ['-preset', 'veryfast', '-crf', '20'],
  high: ['-preset', 'faster', '-crf', '17'],
}
