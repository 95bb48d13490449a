import { pictureEncoder, timescale } from './encoding.ts'
import type { Treatment } from './fit-picture.ts'
import type { PictureFormat } from './picture-format.ts'
import { untrusted } from './probe.ts'
import { runFfmpeg } from './run-ffmpeg.ts'
import { openAt, type Stretch } from './stretch.ts'
import { stretchFilters } from './stretch-filters.ts'

export interface PieceOptions {
  /** A picture of the format's size with clear parts, laid over every frame. */
  overlay?: string
  signal?: AbortSignal
  onFrame?(frame: number): void
}

/**
 * Encodes one stretch of a source as a piece that can be joined to any other of the same format: exactly `frames` frames at an even
 * pace, closed groups, one timebase, no sound. A source that ends early holds its last frame.
 */
export async function conformPicture(
  stretch: Stretch,
  format: PictureFormat,
  out: string,
  { treatment, ...options }: { treatment?: Treatment } & PieceOptions = {},
): Promise<void> {
  const { seek, skip } = openAt(stretch)
  const input = ['-threads', '1', ...seek, ...untrusted(stretch.path)]
  const filters = stretchFilters(stretch, format, skip, treatment)
  await encodePiece([input], `[0:V:0]${filters}`, stretch.frames, format, out, options)
}

/** Encodes what `graph`, whose one output is left open, makes of the inputs. */
export async function encodePiece(
  inputs: readonly string[][],
  graph: string,
  frames: number,
  format: PictureFormat,
  out: string,
  { overlay, signal, onFrame }: PieceOptions,
): Promise<void> {
  const shown = overlay ? `${graph}[bare];[bare][${inputs.length}:v]overlay=0:0` : graph
  await runFfmpeg(
    [
      ...inputs.flat(),
      ...(overlay ? ['-i', overlay] : []),
      ...['-filter_complex_threads', '1', '-filter_threads', '1', '-filter_complex', `${shown}[made]`],
      ...['-map', '[made]', '-an', '-sn', '-dn', '-frames:v', String(frames), ...pictureEncoder(format)],
      ...['-map_metadata', '-1', '-fflags', '+bitexact', '-video_track_timescale', String(timescale)],
      ...['-f', 'mp4', out],
    ],
    { makes: [out], signal, encodes: format, onProgress: onFrame && (({ frame }) => onFrame(frame)) },
  )
}
