import { pictureEncoder, timescale } from './encoding.ts'
import { fitPicture, type Treatment } from './fit-picture.ts'
import type { PictureFormat } from './picture-format.ts'
import { untrusted } from './probe.ts'
import { runFfmpeg } from './run-ffmpeg.ts'
import { openAt, type Stretch } from './stretch.ts'

/**
 * Encodes one stretch of a source as a piece that can be joined to any other of the same format: exactly `frames` frames at an even
 * pace, closed groups, one timebase, no sound. A source that ends early holds its last frame.
 */
export async function conformPicture(
  stretch: Stretch,
  format: PictureFormat,
  out: string,
  {
    treatment,
    signal,
    onFrame,
  }: { treatment?: Treatment; signal?: AbortSignal; onFrame?(frame: number): void } = {},
): Promise<void> {
  const { seek, skip } = openAt(stretch)
  const filters = filtersOf(stretch, format, skip, treatment)
  await runFfmpeg(
    [
      ...['-threads', '1', ...seek, ...untrusted(stretch.path)],
      ...['-map', '0:V:0', '-an', '-sn', '-dn', '-filter_threads', '1', '-vf', filters],
      ...['-frames:v', String(stretch.frames), ...pictureEncoder(format)],
      ...['-map_metadata', '-1', '-fflags', '+bitexact', '-video_track_timescale', String(timescale)],
      ...['-f', 'mp4', out],
    ],
    { makes: [out], signal, onProgress: onFrame && (({ frame }) => onFrame(frame)) },
  )
}

/** A tick that is whole in all common frame rates, and a bias that makes halves always round the same way. */
const tick = 1_440_000

function filtersOf(stretch: Stretch, format: PictureFormat, skip: number, treatment?: Treatment): string {
  const { fps, frames, speed, source } = stretch
  const clock = `settb=1/${tick},setpts='floor((PTS-${skip.toFixed(6)}*${tick})/${speed}+2)'`
  // `pass` keeps the only frame of a clip that has no more than one.
  const pace = `fps=${fps}:start_time=0:eof_action=pass`
  const fit = fitPicture(source, format, treatment)
  // Frames that will be dropped are not worth scaling, and frames that will be repeated are worth scaling once.
  const drops = (source.video?.fps ?? fps) * speed > fps
  const picture = drops ? [clock, pace, fit] : [clock, fit, pace]
  return [...picture, 'tpad=stop=-1:stop_mode=clone', `trim=end_frame=${frames}`].join(',')
}
