import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { encodeSound, type Sound } from '#media/ffmpeg/encode-sound.ts'
import type { PictureFormat } from '#media/ffmpeg/picture-format.ts'
import type { MixSound } from './mix-sound.ts'
import type { PiecePlan } from './piece-plan.ts'
import type { PieceShop } from './piece-shop.ts'

type Output = PiecePlan['outputs'][number]

export interface OutputSound {
  sound: Sound | { encoded: string }
  /** Whether there is anything to hear. */
  audible: boolean
  remove(): Promise<void>
}

/**
 * The sounds of all outputs. For MP4 they are encoded as soon as their parts are there, while pictures are still being made, so that
 * joining only copies. A WebM's is laid when it is joined: waiting unencoded they would fill the disk.
 */
export class OutputSounds {
  readonly #encoded = new Map<Output, Promise<OutputSound>>()

  constructor(
    readonly run: {
      mix: MixSound
      format: PictureFormat
      folder: string
      shop: PieceShop
      signal: AbortSignal
    },
  ) {}

  /** Makes the parts it is laid of, and what else can be done ahead. */
  ready(output: Output): Promise<unknown> {
    return this.run.format.container === 'mp4' ? this.#encodedOf(output) : this.#parts(output)
  }

  /** Its sound, to be removed when it is no longer needed. */
  async take(output: Output): Promise<OutputSound> {
    if (this.run.format.container === 'mp4') return this.#encodedOf(output)
    const path = join(this.run.folder, `sound-${crypto.randomUUID()}`)
    return this.run.mix.lay(await this.#parts(output), path, this.run.signal)
  }

  #encodedOf(output: Output): Promise<OutputSound> {
    const known = this.#encoded.get(output)
    if (known) return known
    const path = join(this.run.folder, `sound-${this.#encoded.size}.m4a`)
    const parts = this.#parts(output)
    // In turn behind its parts, so they are under way when it waits for them.
    const sound = this.run.shop.inTurn(async () => this.#encode(await parts, path))
    // Whoever needs it hears of a failure; until someone does, it is not unhandled.
    parts.catch(() => {})
    sound.catch(() => {})
    this.#encoded.set(output, sound)
    return sound
  }

  async #encode(parts: Parameters<MixSound['lay']>[0], path: string): Promise<OutputSound> {
    const { mix, format, signal } = this.run
    const laid = await mix.lay(parts, `${path}.raw`, signal)
    try {
      await encodeSound(laid.sound, format, path, { signal })
    } finally {
      await laid.remove()
    }
    return { sound: { encoded: path }, audible: laid.audible, remove: () => rm(path, { force: true }) }
  }

  #parts({ sounds }: Output) {
    const { shop } = this.run
    return Promise.all(sounds.map(async ({ piece, ...part }) => ({ ...part, path: await shop.sound(piece) })))
  }
}
