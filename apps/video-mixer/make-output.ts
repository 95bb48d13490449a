import { rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { assemble } from '#media/ffmpeg/assemble.ts'
import type { PictureFormat } from '#media/ffmpeg/picture-format.ts'
import type { FrameSignature } from '#media/ffmpeg/read-signature.ts'
import { Slots } from '#media/ffmpeg/slots.ts'
import { verify } from '#media/ffmpeg/verify.ts'
import type { OutputSounds } from './output-sounds.ts'
import type { PieceLooks } from './piece-looks.ts'
import type { PiecePlan } from './piece-plan.ts'
import type { PieceShop } from './piece-shop.ts'

/** As many outputs are joined at once as there are cores: more would only hold more unfinished files. */
const joining = new Slots(availableParallelism())

interface Job {
  pieces: PiecePlan['outputs'][number]
  sounds: OutputSounds | null
  format: PictureFormat
  file: string
  title: string
  shop: PieceShop
  signal: AbortSignal
}

export interface MadeFile {
  frames: number
  hasAudio: boolean
  sha256: string
  /** What its pictures look like, sampled. */
  signature: FrameSignature[]
}

/** Joins one output from its pieces at `file` and makes sure it is what was promised. Leaves nothing behind when it fails. */
export async function makeOutput(job: Job & { looks: PieceLooks }): Promise<MadeFile> {
  const { format, file, signal } = job
  return joined(job, async (frames, heard) => {
    const pieces = format.container === 'mp4' ? await job.looks.of(job.pieces.pictures) : undefined
    const signature = await verify(file, { format, frames, sound: heard, pieces }, signal)
    return { frames, hasAudio: heard !== 'none', sha256: await fingerprint(file), signature }
  })
}

/** Joins one output from its pieces at `file`, to be looked at once. */
export async function joinOutput(job: Job): Promise<void> {
  await joined(job, async () => {})
}

async function joined<T>(
  { pieces, sounds, format, file, title, shop, signal }: Job,
  then: (frames: number, heard: 'none' | 'silent' | 'audible') => Promise<T>,
): Promise<T> {
  const pictures = await Promise.all(pieces.pictures.map((piece) => shop.picture(piece)))
  await sounds?.ready(pieces)
  const frames = pieces.pictures.reduce((sum, piece) => sum + piece.frames, 0)
  return joining.use(signal, async () => {
    const laid = await sounds?.take(pieces)
    try {
      await assemble(pictures, laid?.sound ?? null, format, file, { title, signal })
      return await then(frames, laid ? (laid.audible ? 'audible' : 'silent') : 'none')
    } catch (error) {
      await rm(file, { force: true })
      throw error
    } finally {
      await laid?.remove()
    }
  })
}

async function fingerprint(file: string): Promise<string> {
  const hash = new Bun.CryptoHasher('sha256')
  for await (const chunk of Bun.file(file).stream()) hash.update(chunk)
  return hash.digest('hex')
}
