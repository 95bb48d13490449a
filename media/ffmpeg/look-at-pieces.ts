import { rm, writeFile } from 'node:fs/promises'
import { pictureDigests } from '../mp4/picture-digests.ts'
import { pictureHeader } from '../mp4/picture-header.ts'
import { concatEntry } from './concat-entry.ts'
import { lookAtPictures } from './look-at-pictures.ts'

/** What an MP4 piece looks like, seen once for all the outputs it is copied into. */
export interface PieceLook {
  frames: number
  /** SHA-256 of its coded pictures: where it is the same, the same is seen. */
  digest: string
  /** Its key frames: which frame each is, how it looks very small, and its signature's digits. */
  moments: { frame: number; small: Uint8Array; digits: Uint8Array }[]
}

/** Decodes the key frames of these pieces in one process. `scratch` is the beginning of file names to use meanwhile. */
export async function lookAtPieces(
  paths: readonly string[],
  { fps, scratch, signal }: { fps: number; scratch: string; signal?: AbortSignal },
): Promise<PieceLook[]> {
  const looks = await Promise.all(
    paths.map(async (path): Promise<PieceLook> => {
      const { frames } = await pictureHeader(path)
      const [digest = ''] = await pictureDigests(path, [frames])
      return { frames, digest, moments: [] }
    }),
  )
  const list = `${scratch}.list`
  await writeFile(list, paths.map((path, n) => concatEntry(path, (looks[n]?.frames ?? 0) / fps)).join(''))
  try {
    const input = ['-f', 'concat', '-safe', '0', '-i', list]
    const seen = await lookAtPictures(input, { keyFramesOnly: true, scratch: `${scratch}.signature`, signal })
    if (seen.pictures.length !== seen.signature.length) throw new Error('Not every picture has a signature.')
    for (const [n, { seconds, digits }] of seen.signature.entries()) {
      const place = placeOf(Math.round(seconds * fps), looks)
      place?.look.moments.push({ frame: place.frame, small: seen.pictures[n] ?? new Uint8Array(), digits })
    }
  } finally {
    await rm(list, { force: true })
  }
  return looks
}

/** In which of the pieces, laid end to end, a frame lies, and which of its frames it is. */
function placeOf(frame: number, looks: readonly PieceLook[]): { look: PieceLook; frame: number } | null {
  for (const look of looks) {
    if (frame < look.frames) return { look, frame }
    frame -= look.frames
  }
  return null
}
