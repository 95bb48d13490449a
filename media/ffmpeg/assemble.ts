import { rm, writeFile } from 'node:fs/promises'
import { soundEncoder, timescale } from './encoding.ts'
import type { PictureFormat } from './picture-format.ts'
import { pictureHeader } from './picture-header.ts'
import { type RawSound, rawSound } from './raw-sound.ts'
import { runFfmpeg } from './run-ffmpeg.ts'

export interface Sound extends RawSound {
  /** Filters to pass on the way to the encoder. */
  filter?: string
}

/** Pieces that were not made alike would lose time without a word, so they are never joined. */
export class UnlikePieces extends Error {
  override name = 'UnlikePieces'
}

/**
 * Joins conformed pieces by copying their pictures, encodes the sound once over the whole length, and writes the file so that it
 * starts to play before it is all there. `title` goes into the file's metadata.
 */
export async function assemble(
  pieces: readonly string[],
  sound: Sound | null,
  format: PictureFormat,
  out: string,
  { title, signal }: { title?: string; signal?: AbortSignal } = {},
): Promise<void> {
  const headers = await Promise.all(pieces.map(pictureHeader))
  if (new Set(headers.map(({ description }) => description)).size > 1)
    throw new UnlikePieces('The pieces of this output were not made alike.')
  const list = `${out}.list`
  await writeFile(list, headers.map(({ frames }, n) => entry(pieces[n] ?? '', frames / format.fps)).join(''))
  try {
    await runFfmpeg(
      [
        ...['-f', 'concat', '-safe', '0', '-i', list],
        ...(sound ? [...runIn[format.container], ...rawSound(sound)] : []),
        ...['-map', '0:v:0', '-c:v', 'copy', ...ontoGrid(format)],
        ...(sound ? ['-map', '1:a:0', ...soundEncoder(format)] : []),
        ...(sound?.filter ? ['-af', sound.filter] : []),
        ...['-map_metadata', '-1', '-metadata', 'comment=Made with Lumiku Video Mixer'],
        ...(title ? ['-metadata', `title=${title}`] : []),
        ...['-fflags', '+bitexact', '-flags:a', '+bitexact', ...muxer[format.container], out],
      ],
      { makes: [out], signal },
    )
  } finally {
    await rm(list, { force: true })
  }
}

const muxer: Record<PictureFormat['container'], string[]> = {
  mp4: ['-movflags', '+faststart', ...timescales(timescale), '-f', 'mp4'],
  webm: '-cues_to_front 1 -f webm'.split(' '),
}

function timescales(ticks: number): string[] {
  return ['-video_track_timescale', String(ticks), '-movie_timescale', String(ticks)]
}

/** Opus begins with 6.5 ms of run-in that players skip; beginning so much later keeps all else where it is. */
const runIn: Record<PictureFormat['container'], string[]> = { mp4: [], webm: ['-itsoffset', '0.0065'] }

function entry(path: string, seconds: number): string {
  return `file 'file:${path.replaceAll("'", `'\\''`)}'\nduration ${seconds.toFixed(6)}\n`
}

/** Joining counts in microseconds; this puts every frame back on its exact place. WebM knows milliseconds only. */
function ontoGrid({ container, fps }: PictureFormat): string[] {
  if (container === 'webm') return []
  const place = (time: string) => `round(${time}*TB*${fps})/${fps}/TB`
  return ['-bsf:v', `setts=pts='${place('PTS')}':dts='${place('DTS')}'`]
}
