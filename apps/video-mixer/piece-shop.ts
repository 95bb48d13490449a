import { stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { ffmpegVersion } from '#media/ffmpeg/check-ffmpeg.ts'
import { conformPicture } from '#media/ffmpeg/conform-picture.ts'
import { conformSound, samplesOf } from '#media/ffmpeg/conform-sound.ts'
import { channels, type PictureFormat } from '#media/ffmpeg/picture-format.ts'
import { pictureHeader } from '#media/ffmpeg/picture-header.ts'
import { type Probe, probe } from '#media/ffmpeg/probe.ts'
import { Slots } from '#media/ffmpeg/slots.ts'
import { obtainPiece, type PieceCache } from '#media/piece-cache.ts'
import type { Studio } from '../define-app.ts'
import type { Clip } from './edit-list.ts'
import { looks } from './looks.ts'
import type { Piece, PiecePlan } from './piece-plan.ts'
import type { WorkProgress } from './work-progress.ts'

/** Rises whenever pieces are made in another way, so that no output joins old ones and new ones. */
const recipe = 1

/** Makes the pieces of one run, each once, or finds it in the cache of earlier runs. */
export class PieceShop {
  readonly cache: PieceCache
  readonly #makers = new Slots(availableParallelism())
  readonly #sources = new Map<number, Promise<{ path: string; probe: Probe }>>()
  readonly #pictures = new Map<Piece, Promise<string>>()
  readonly #sounds = new Map<Piece, Promise<string | null>>()

  constructor(
    readonly run: {
      clips: readonly Clip[]
      format: PictureFormat
      studio: Studio
      signal: AbortSignal
      progress: WorkProgress
    },
  ) {
    this.cache = { folder: join(run.studio.cacheDir, 'video-mixer'), limitBytes: run.studio.cacheLimit }
  }

  /** Starts on everything in the order the outputs need it, as many at a time as there are cores. */
  makeAhead(plan: PiecePlan, withSound: boolean): void {
    for (const { pictures, sounds } of plan.outputs) {
      for (const piece of pictures) this.picture(piece)
      if (withSound) for (const { piece } of sounds) this.sound(piece)
    }
  }

  /** Resolves when nothing is being made any more. */
  async close(): Promise<void> {
    await Promise.allSettled([...this.#pictures.values(), ...this.#sounds.values()])
  }

  source(clip: number): Promise<{ path: string; probe: Probe }> {
    return remembered(this.#sources, clip, async () => {
      const { studio, clips, signal } = this.run
      const path = await studio.file(clips[clip]?.assetId ?? '')
      return { path, probe: await probe(path, { signal }) }
    })
  }

  /** Where the piece's picture lies once it is made. */
  picture(piece: Piece): Promise<string> {
    return this.#inTurn(this.#pictures, piece, async () => {
      const { format, signal, progress } = this.run
      const { width, height, fit, container, quality } = format
      const treatment = piece.look > 0 ? looks[piece.look] : undefined
      const key = await this.#key('picture', piece, { width, height, fit, container, quality, treatment })
      const path = await this.#obtain(`${key}.mp4`, {
        make: async (out) => {
          const onFrame = (frame: number) => progress.reached(piece, frame, 'conform')
          await conformPicture(await this.#stretch(piece), format, out, { treatment, signal, onFrame })
        },
        isWhole: async (out) => (await pictureHeader(out)).frames === piece.frames,
      })
      progress.finished(piece, piece.frames, 'conform')
      return path
    })
  }

  /** Where the piece's sound lies once it is made; null where the clip has none. */
  sound(piece: Piece): Promise<string | null> {
    return this.#inTurn(this.#sounds, piece, async () => {
      const { format, signal } = this.run
      if (!(await this.source(piece.clip)).probe.hasAudio) return null
      const bytes = samplesOf(piece.frames, format.fps) * channels * 2
      return this.#obtain(`${await this.#key('sound', piece, {})}.s16le`, {
        make: async (out) => conformSound(await this.#stretch(piece), out, { signal }),
        isWhole: async (out) => (await stat(out)).size === bytes,
      })
    })
  }

  /** Made once, by as many hands as there are cores, in the order it was first asked for. */
  #inTurn<T>(known: Map<Piece, Promise<T>>, piece: Piece, make: () => Promise<T>): Promise<T> {
    return remembered(known, piece, () => this.#makers.use(this.run.signal, make))
  }

  async #stretch({ clip, from, frames, speed }: Piece) {
    const { path, probe: source } = await this.source(clip)
    return { path, source, from, frames, speed, fps: this.run.format.fps }
  }

  async #obtain(key: string, how: Parameters<typeof obtainPiece>[3]): Promise<string> {
    const path = join(this.run.studio.workDir, key)
    await obtainPiece(this.cache, key, path, how)
    return path
  }

  /** Names a piece by everything that decides its bytes. */
  async #key(kind: string, { clip, from, frames, speed }: Piece, treatment: object): Promise<string> {
    const content = this.run.clips[clip]?.content
    const made = {
      recipe,
      ffmpeg: await ffmpegVersion(),
      kind,
      content,
      from,
      frames,
      speed,
      fps: this.run.format.fps,
    }
    return new Bun.CryptoHasher('sha256').update(JSON.stringify({ ...made, treatment })).digest('hex')
  }
}

function remembered<K, V>(known: Map<K, Promise<V>>, key: K, make: () => Promise<V>): Promise<V> {
  const before = known.get(key)
  if (before) return before
  const promise = make()
  // Whoever needs it hears of a failure; until someone does, it is not unhandled.
  promise.catch(() => {})
  known.set(key, promise)
  return promise
}
