import { fitPicture, type Treatment } from './fit-picture.ts'
import type { PictureFormat } from './picture-format.ts'
import type { Stretch } from './stretch.ts'

/** A tick that is whole in all common frame rates, and a bias that makes halves always round the same way. */
const tick = 1_440_000

/**
 * The filters that make one stretch of an opened source exactly its frames at an even pace, fitted and treated; `skip` is what is left to
 * leave out since it was opened. A source that ends early holds its last frame.
 */
export function stretchFilters(
  stretch: Stretch,
  format: PictureFormat,
  skip: number,
  treatment?: Treatment,
): string {
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
