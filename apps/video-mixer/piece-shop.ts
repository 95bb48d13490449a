import { stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { ffmpegVersion } from '#media/ffmpeg/check-ffmpeg.ts'
import { conformJoin, type JoinSide } from '#media/ffmpeg/conform-join.ts'
import { conformPicture } from '#media/ffmpeg/conform-picture.ts'
import { conformSound, samplesOf } from '#media/ffmpeg/conform-sound.ts'
import { channels, type PictureFormat } from '#media/ffmpeg/picture-format.ts'
import { canBeCut, remuxPicture } from '#media/ffmpeg/remux-picture.ts'
import { Slots } from '#media/ffmpeg/slots.ts'
import { pictureHeader } from '#media/mp4/picture-header.ts'
import { obtainPiece, type PieceCache } from '#media/piece-cache.ts'
import type { Studio } from '../define-app.ts'
import type { ClipSources } from './clip-sources.ts'
import { drawWords } from './draw-words.ts'
import type { Clip } from './edit-list.ts'
import { looks } from './looks.ts'
import type { Picture, Piece, PiecePlan } from './piece-plan.ts'
import type { WorkProgress } from './work-progress.ts'

/** Rises whenever pieces are made in another way, so that no output joins old ones and new ones. */
const recipe = 4

/** Makes the pieces of one run, each once, or finds it in the cache of earlier runs. */
export class PieceShop {
  readonly cache: PieceCache
  readonly #makers = new Slots(availableParallelism())
  readonly #underWay = new Set<Promise<unknown>>()
  readonly #words = new Map<string, Promise<string>>()
  readonly #pictures = new Map<Picture, Promise<string>>()
  readonly #sounds = new Map<Piece, Promise<string | null>>()

  constructor(
    readonly run: {
      clips: readonly Clip[]
      sources: ClipSources
      format: PictureFormat
      studio: Pick<Studio, 'workDir' | 'cacheDir' | 'cacheLimit'>
      signal: AbortSignal
      progress?: WorkProgress
    },
  ) {
    this.cache = { folder: join(run.studio.cacheDir, 'video-mixer'), limitBytes: run.studio.cacheLimit }
  }

  /**
   * Starts on everything in the order the outputs need it, as many at a time as there are cores. Within an output the longest comes
   * first, so that no core is left alone with it at the end.
   */
  makeAhead(
    plan: PiecePlan,
    sounds: { ready(output: PiecePlan['outputs'][number]): Promise<unknown> } | null,
  ): void {
    for (const output of plan.outputs) {
      for (const piece of output.pictures.toSorted((a, b) => b.frames - a.frames)) this.picture(piece)
      // A failure is told by the output that needs it.
      sounds?.ready(output).catch(() => {})
    }
  }

  /** Does `work` when a core is free for it, behind all that was asked for before. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#makers.use(this.run.signal, work)
    this.#underWay.add(done)
    const over = () => void this.#underWay.delete(done)
    done.then(over, over)
    return done
  }

  /** Resolves when nothing is being made any more. */
  async close(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay)
  }

  /** Where the piece's picture lies once it is made. */
  picture(piece: Picture): Promise<string> {
    return this.#once(this.#pictures, piece, async () => {
      const path = await this.#obtain(`${await this.#pictureKey(piece)}.mp4`, {
        make: (out) => this.#makePicture(piece, out),
        isWhole: async (out) => (await pictureHeader(out)).frames === piece.frames,
      })
      this.run.progress?.finished(piece, piece.frames, 'conform')
      return path
    })
  }

  async #makePicture(piece: Picture, out: string): Promise<void> {
    const { format, signal, progress } = this.run
    const onFrame = (frame: number) => progress?.reached(piece, frame, 'conform')
    const overlay = piece.text === undefined ? undefined : await this.#drawn(piece.text)
    const options = { overlay, signal, onFrame }
    if ('kind' in piece) {
      const sides = [await this.#side(piece.before), await this.#side(piece.after)] as const
      await conformJoin(sides, piece.kind, format, out, options)
      return
    }
    const { stretch, treatment } = await this.#side(piece)
    const { conforming } = await this.run.sources.of(piece.clip)
    const asItIs = piece.speed === 1 && !treatment && !overlay
    if (asItIs && conforming && canBeCut(conforming, piece.from, piece.frames))
      await remuxPicture(stretch, out, { signal })
    else {
      await conformPicture(stretch, format, out, { treatment, ...options })
    }
  }

  #drawn(text: string): Promise<string> {
    const out = join(this.run.studio.workDir, `words-${this.#words.size}.png`)
    return remembered(this.#words, text, () => drawWords(text, this.run.format, out).then(() => out))
  }

  /** Where the piece's sound lies once it is made; null where the clip has none. */
  sound(piece: Piece): Promise<string | null> {
    return this.#once(this.#sounds, piece, async () => {
      const { format, signal } = this.run
      if (!(await this.run.sources.of(piece.clip)).probe.hasAudio) return null
      const bytes = samplesOf(piece.frames, format.fps) * channels * 2
      return this.#obtain(`${await this.#key('sound', piece, {})}.s16le`, {
        make: async (out) => conformSound(await this.#stretch(piece), out, { signal }),
        isWhole: async (out) => (await stat(out)).size === bytes,
      })
    })
  }

  /** Made once, by as many hands as there are cores, in the order it was first asked for. */
  #once<K, T>(known: Map<K, Promise<T>>, piece: K, make: () => Promise<T>): Promise<T> {
    return remembered(known, piece, () => this.inTurn(make))
  }

  async #side(piece: Piece): Promise<JoinSide> {
    return { stretch: await this.#stretch(piece), treatment: treatmentOf(piece) }
  }

  async #stretch({ clip, from, frames, speed }: Piece) {
    const { path, probe: source } = await this.run.sources.of(clip)
    return { path, source, from, frames, speed, fps: this.run.format.fps }
  }

  async #obtain(key: string, how: Parameters<typeof obtainPiece>[3]): Promise<string> {
    const path = join(this.run.studio.workDir, key)
    await obtainPiece(this.cache, key, path, how)
    return path
  }

  async #pictureKey(piece: Picture): Promise<string> {
    const { width, height, fit, container, quality } = this.run.format
    const { text } = piece
    const made = { width, height, fit, container, quality, text }
    if (!('kind' in piece)) return this.#key('picture', piece, { ...made, treatment: treatmentOf(piece) })
    const { kind, before, after } = piece
    const sides = [before, after].map((side) => this.#key('side', side, { treatment: treatmentOf(side) }))
    return digest({ kind, sides: await Promise.all(sides), ...made })
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
    return digest({ ...made, treatment })
  }
}

function treatmentOf({ look }: Piece) {
  return look > 0 ? looks[look] : undefined
}

function digest(made: object): string {
  return new Bun.CryptoHasher('sha256').update(JSON.stringify(made)).digest('hex')
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
