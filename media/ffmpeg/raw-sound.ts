import { channels, sampleRate } from './picture-format.ts'

/** Sound without a header, the way pieces are kept: 48 kHz stereo. */
export interface RawSound {
  path: string
  samples: 's16le' | 'f32le'
}

/** How ffmpeg is told to read it. */
export function rawSound({ path, samples }: RawSound): string[] {
  return ['-f', samples, '-ar', String(sampleRate), '-ac', String(channels), '-i', path]
}
