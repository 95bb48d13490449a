import { join } from 'node:path'
import { lookAtPieces, type PieceLook } from '#media/ffmpeg/look-at-pieces.ts'
import type { PictureFormat } from '#media/ffmpeg/picture-format.ts'
import type { Picture } from './piece-plan.ts'
import type { PieceShop } from './piece-shop.ts'

/** What the pieces of a run look like, each looked at once, however many outputs it is checked in. */
export class PieceLooks {
  readonly #known = new Map<Picture, Promise<PieceLook>>()

  constructor(
    readonly run: { format: PictureFormat; folder: string; shop: PieceShop; signal: AbortSignal },
  ) {}

  async of(pictures: readonly Picture[]): Promise<PieceLook[]> {
    const unseen = [...new Set(pictures)].filter((picture) => !this.#known.has(picture))
    if (unseen.length > 0) {
      const together = this.#look(unseen)
      for (const [n, picture] of unseen.entries()) {
        // One that cannot be decoded must not take the others with it.
        const look = together.then(
          (looks) => looks[n] as PieceLook,
          async () => (await this.#look([picture]))[0] as PieceLook,
        )
        look.catch(() => {})
        this.#known.set(picture, look)
      }
    }
    return Promise.all(pictures.map((picture) => this.#known.get(picture) as Promise<PieceLook>))
  }

  async #look(pictures: readonly Picture[]): Promise<PieceLook[]> {
    const { format, folder, shop, signal } = this.run
    const paths = await Promise.all(pictures.map((picture) => shop.picture(picture)))
    const scratch = join(folder, `look-${crypto.randomUUID()}`)
    return lookAtPieces(paths, { fps: format.fps, scratch, signal })
  }
}
