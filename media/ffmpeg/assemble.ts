import { rm, writeFile } from 'node:fs/promises'
import { pictureHeader } from '../mp4/picture-header.ts'
import { concatEntry } from './concat-entry.ts'
import { encodeSound, type Sound } from './encode-sound.ts'
import { soundEncoder } from './encoding.ts'
import { joinMovie } from './join-movie.ts'
import type { PictureFormat } from './picture-format.ts'
import { rawSound } from './raw-sound.ts'
import { runFfmpeg } from './run-ffmpeg.ts'

/** Pieces that were not made alike would lose time without a word, so they are never joined. */
export class UnlikePieces extends Error {
  override name = 'UnlikePieces'
}

/**
 * Joins conformed pieces by copying their pictures, encodes the sound once over the whole length unless it is `encoded` already (MP4 only),
 * and writes the file so that it starts to play before it is all there. `title` goes into the file's metadata.
 */
export async function assemble(
  pieces: readonly string[],
  sound: Sound | { encoded: string } | null,
  format: PictureFormat,
  out: string,
  { title, signal }: { title?: string; signal?: AbortSignal } = {},
): Promise<void> {
  const headers = await Promise.all(pieces.map(pictureHeader))
  if (new Set(headers.map(({ description }) => description)).size > 1)
    throw new UnlikePieces('The pieces of this output were not made alike.')
  if (sound && 'encoded' in sound) return joinMovie({ pieces, sound: sound.encoded, title }, format, out)
  if (format.container === 'webm') {
    const lengths = headers.map(({ frames }) => frames / format.fps)
    return joinWebm({ pieces, lengths, sound, title }, format, out, signal)
  }
  const encoded = `${out}.m4a`
  try {
    if (sound) await encodeSound(sound, format, encoded, { signal })
    await joinMovie({ pieces, sound: sound && encoded, title }, format, out)
  } finally {
    await rm(encoded, { force: true })
  }
}

async function joinWebm(
  {
    pieces,
    lengths,
    sound,
    title,
  }: { pieces: readonly string[]; lengths: number[]; sound: Sound | null; title?: string },
  format: PictureFormat,
  out: string,
  signal?: AbortSignal,
): Promise<void> {
  const list = `${out}.list`
  await writeFile(list, pieces.map((path, n) => concatEntry(path, lengths[n] ?? 0)).join(''))
  try {
    await runFfmpeg(
      [
        ...['-f', 'concat', '-safe', '0', '-i', list],
        // Opus begins with 6.5 ms of run-in that players skip; beginning so much later keeps all else where it is.
        ...(sound ? ['-itsoffset', '0.0065', ...rawSound(sound)] : []),
        ...['-map', '0:v:0', '-c:v', 'copy'],
        ...(sound ? ['-map', '1:a:0', ...soundEncoder(format)] : []),
        ...(sound?.filter ? ['-af', sound.filter] : []),
        ...['-map_metadata', '-1', '-metadata', 'comment=Made with Lumiku Video Mixer'],
        ...(title ? ['-metadata', `title=${title}`] : []),
        ...['-fflags', '+bitexact', '-flags:a', '+bitexact', '-cues_to_front', '1', '-f', 'webm', out],
      ],
      { makes: [out], signal },
    )
  } finally {
    await rm(list, { force: true })
  }
}
