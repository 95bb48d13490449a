import { join } from 'node:path'
import sharp from 'sharp'
import type { PictureFormat } from '#media/ffmpeg/picture-format.ts'
import { type Probe, probe } from '#media/ffmpeg/probe.ts'
import { type Conforming, findConforming } from '#media/ffmpeg/remux-picture.ts'
import type { Studio } from '../define-app.ts'
import type { Clip } from './edit-list.ts'

export interface ClipSource {
  path: string
  probe: Probe
  /** How it can be cut without being encoded again; null where it cannot. */
  conforming: Conforming | null
}

/** The files of a run, each fetched and looked into once. Clips are named by their place in the list. */
export class ClipSources {
  readonly #known = new Map<number, Promise<ClipSource>>()

  constructor(
    readonly run: {
      clips: readonly Clip[]
      format: PictureFormat
      studio: Pick<Studio, 'file' | 'assets' | 'workDir'>
      signal: AbortSignal
    },
  ) {}

  of(clip: number): Promise<ClipSource> {
    const known = this.#known.get(clip) ?? this.#open(clip)
    // Whoever needs it hears of a failure; until someone does, it is not unhandled.
    known.catch(() => {})
    this.#known.set(clip, known)
    return known
  }

  /** Those of these clips that need no encoding. One that cannot be read fails its own outputs later, with its own reason. */
  async conforming(clips: Iterable<number>): Promise<Set<number>> {
    const all = [...new Set(clips)]
    const found = await Promise.all(all.map((clip) => this.of(clip).catch(() => null)))
    this.run.signal.throwIfAborted()
    return new Set(all.filter((_, n) => found[n]?.conforming))
  }

  async #open(clip: number): Promise<ClipSource> {
    const { studio, clips, format, signal } = this.run
    const assetId = clips[clip]?.assetId ?? ''
    const file = await studio.file(assetId)
    const still = studio.assets.get(assetId)?.kind === 'image'
    const path = still ? await flat(file, join(studio.workDir, `card-${clip}.png`)) : file
    const found = await probe(path, { signal })
    const scratch = join(studio.workDir, `own-${clip}.mp4`)
    const conforming = await findConforming({ path, probe: found }, format, { scratch, signal })
    return { path, probe: found, conforming }
  }
}

/** A picture as a card: upright, its clear parts white. */
async function flat(file: string, out: string): Promise<string> {
  await sharp(file, { limitInputPixels: 200_000_000, pages: 1 })
    .rotate()
    .flatten({ background: '#ffffff' })
    .resize({ width: 3840, height: 3840, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .removeAlpha()
    .png({ compressionLevel: 3 })
    .toFile(out)
  return out
}
