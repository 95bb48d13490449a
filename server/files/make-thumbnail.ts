import sharp from 'sharp'
import { posterFrame } from '#media/ffmpeg/poster-frame.ts'
import { FfmpegError } from '#media/ffmpeg/run-ffmpeg.ts'
import type { Facts } from './rows.ts'
import { Unfit } from './unfit.ts'

const longSide = 480

/**
 * Writes a small WebP of a picture or of a telling moment of a video; says whether there is one, as sound and fonts have none. A picture is
 * decoded to its end on the way. Throws `Unfit` when there is nothing to be seen in it.
 */
export async function makeThumbnail(
  file: string,
  out: string,
  { kind, seconds }: Pick<Facts, 'kind' | 'seconds'>,
): Promise<boolean> {
  if (kind === 'audio' || kind === 'font') return false
  if (kind === 'image') await ofPicture(file, out)
  else await ofVideo(file, out, seconds ?? 0)
  return true
}

async function ofPicture(file: string, out: string) {
  try {
    await sharp(file, { failOn: 'error', limitInputPixels: false })
      .autoOrient()
      .resize({ width: longSide, height: longSide, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toFile(out)
  } catch (error) {
    if (isDiskTrouble(error)) throw error
    throw /premature|truncat|end of|too short/i.test(String(error))
      ? new Unfit('truncated', 'The picture breaks off before its end.')
      : new Unfit('damaged', 'The picture cannot be read to its end.')
  }
}

async function ofVideo(file: string, out: string, seconds: number) {
  try {
    await posterFrame(file, out, { atSeconds: seconds / 10, longSide })
  } catch (error) {
    if (!(error instanceof FfmpegError) || isDiskTrouble(error)) throw error
    throw new Unfit('damaged', 'No frame of the video can be shown.')
  }
  if (!(await Bun.file(out).exists())) throw new Unfit('damaged', 'No frame of the video can be shown.')
}

function isDiskTrouble(error: unknown): boolean {
  return /no space left|ENOSPC|write error|permission denied/i.test(String(error))
}
