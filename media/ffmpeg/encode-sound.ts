import { soundEncoder } from './encoding.ts'
import type { PictureFormat } from './picture-format.ts'
import { type RawSound, rawSound } from './raw-sound.ts'
import { runFfmpeg } from './run-ffmpeg.ts'

export interface Sound extends RawSound {
  /** Filters to pass on the way to the encoder. */
  filter?: string
}

/** Encodes the whole sound of an MP4 as a file of its own, so that it need not wait for the pictures. */
export async function encodeSound(
  sound: Sound,
  format: PictureFormat,
  out: string,
  { signal }: { signal?: AbortSignal } = {},
): Promise<void> {
  await runFfmpeg(
    [
      ...rawSound(sound),
      ...(sound.filter ? ['-af', sound.filter] : []),
      ...[...soundEncoder(format), '-fflags', '+bitexact', '-flags:a', '+bitexact', '-f', 'mp4', out],
    ],
    { makes: [out], signal },
  )
}
