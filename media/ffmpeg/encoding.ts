import type { PictureFormat } from './picture-format.ts'

/** One tick for all: whole at 24, 30 and 60 frames a second. */
export const timescale = 90_000

/**
 * Closed groups of two seconds on one thread: more small processes beat one with more threads. `stitchable` keeps everything
 * that depends on the content out of the headers, so that pieces made apart can be joined.
 */
export function pictureEncoder({ container, quality, fps }: PictureFormat): string[] {
  const codec = container === 'mp4' ? [...h264, ...h264At[quality]] : [...vp9, ...vp9At[quality]]
  return [...codec, '-g', String(2 * fps), '-threads', '1', '-pix_fmt', 'yuv420p', ...rec709]
}

/**
 * Sound is encoded once, over the whole output: joins of coded sound would leave gaps. The faster AAC coder takes half the time and was
 * measured to stay as close to the sound at these rates (decision 12).
 */
export function soundEncoder({ container, quality }: PictureFormat): string[] {
  const rate = { low: '128k', standard: '160k', high: '192k' }[quality]
  const coder = container === 'mp4' ? ['aac', '-aac_coder', 'fast'] : ['libopus']
  return ['-c:a', ...coder, '-b:a', rate]
}

const h264 = '-c:v libx264 -profile:v high -x264-params stitchable=1'.split(' ')
const h264At = {
  low: ['-preset', 'veryfast', '-crf', '27'],
  standard: ['-preset', 'veryfast', '-crf', '20'],
  high: ['-preset', 'faster', '-crf', '17'],
}

const vp9 = '-c:v libvpx-vp9 -b:v 0 -deadline good -cpu-used 5'.split(' ')
const vp9At = { low: ['-crf', '40'], standard: ['-crf', '31'], high: ['-crf', '24'] }

const rec709 =
  '-colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv -chroma_sample_location left'.split(
    ' ',
  )
