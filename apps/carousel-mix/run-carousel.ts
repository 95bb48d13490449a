import { availableParallelism, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Studio } from '../define-app.ts'
import { two } from './assemble-set.ts'
import { type CarouselSet, chooseSets } from './choose-sets.ts'
import type { SlideReport } from './draw-set.ts'
import { DrawingPool } from './drawing-pool.ts'
import { drawingRoom } from './drawing-room.ts'
import type { GroundFile } from './ground-file.ts'
import type { CarouselInput } from './input.ts'
import type { Option } from './options.ts'
import { ownFonts } from './own-fonts.ts'
import { SharedFiles } from './shared-files.ts'

interface MadeSlide {
  file: string
  tile: string
  report: SlideReport
}

/**
 * Makes the sets, each delivered as soon as all its slides are drawn and checked. What an earlier attempt delivered is left alone. A set
 * with a slide that cannot be made is reported and the others go on; rejects when none could be made.
 */
export async function runCarousel(input: CarouselInput, studio: Studio): Promise<void> {
  studio.signal.throwIfAborted()
  const sets = chooseSets(input)
  const wanted = [...sets.entries()].filter(([index]) => !studio.delivered.has(index))
  const logo = input.brand.logo ? await studio.file(input.brand.logo) : null
  const fonts: Record<string, string> = {}
  for (const { assetId } of ownFonts(input)) fonts[assetId] ??= await studio.file(assetId)
  const slides = wanted.length * input.positions.length
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)
  const room = drawingRoom({ cores: availableParallelism(), memory })
  const processes = Math.min(room.processes, Math.ceil(slides / 3))
  const pool = new DrawingPool({ input, logo, fonts, shelf: room.shelf }, processes, studio.signal)
  try {
    await new Run(input, studio, pool, wanted).make(processes + 1)
  } finally {
    await pool.close()
  }
  if (input.captions.length > 0)
    for (const index of sets.keys())
      await studio.attach(`${nameOf(index)}/caption.txt`, input.captions[index % input.captions.length] ?? '')
  studio.progress({ fraction: 1, stage: 'verify' })
}

class Run {
  readonly #grounds: SharedFiles<GroundFile>
  readonly #slides: SharedFiles<MadeSlide>
  readonly #failures: unknown[] = []
  readonly #began = Date.now()
  readonly #before: number
  #done: number
  #delivering = Promise.resolve()

  constructor(
    readonly input: CarouselInput,
    readonly studio: Studio,
    readonly pool: DrawingPool,
    readonly wanted: [number, CarouselSet][],
  ) {
    const all = wanted.flatMap(([, set]) => set.slides.map((option, at) => ({ at, option })))
    const different = new Map(all.map((slide) => [this.#slideKey(slide.at, slide.option), slide]))
    this.#slides = new SharedFiles(all.map(({ at, option }) => this.#slideKey(at, option)))
    this.#grounds = new SharedFiles(
      [...different.values()].map(({ at, option }) => this.#groundKey(at, option)),
    )
    this.#before = this.#done = studio.delivered.size * input.positions.length
  }

  /** So many sets are in work at once that no process waits for the last slide of one. */
  async make(atOnce: number): Promise<void> {
    const hands = Array.from({ length: atOnce }, async () => {
      for (let next = this.wanted.shift(); next; next = this.wanted.shift()) await this.#makeSet(...next)
    })
    // A delivery that fails ends the run; nothing may still be drawing when it does.
    const ends = await Promise.allSettled(hands)
    for (const end of ends) if (end.status === 'rejected') throw end.reason
    if (this.#failures.length > 0 && this.#failures.length === this.input.sets) throw this.#failures[0]
  }

  async #makeSet(index: number, set: CarouselSet): Promise<void> {
    const { studio, pool } = this
    studio.signal.throwIfAborted()
    const keys = set.slides.map((option, at) => this.#slideKey(at, option))
    try {
      const ends = await Promise.allSettled(set.slides.map((option, at) => this.#slide(at, option)))
      const slides = ends.map((end) => {
        if (end.status === 'rejected') throw end.reason
        return end.value
      })
      const to = join(studio.workDir, `set-${index}.jpg`)
      const files = slides.map(({ file, tile }) => ({ file, tile }))
      const made = await pool.ask('set', { name: nameOf(index), slides: files, to })
      await this.#deliver(
        index,
        set,
        to,
        made,
        slides.map(({ report }) => report),
      )
    } catch (error) {
      studio.signal.throwIfAborted()
      if (error instanceof NotDelivered) throw error.cause
      this.#failures.push(error)
      studio.fail(index, error instanceof Error ? error.message : String(error))
    } finally {
      for (const key of keys) await this.#slides.release(key)
    }
  }

  #deliver(
    index: number,
    set: CarouselSet,
    file: string,
    { width, height, files }: { width: number; height: number; files: unknown[] },
    reports: SlideReport[],
  ): Promise<void> {
    const recipe = { slides: reports, files, seed: this.input.seed, place: set.place }
    const output = { index, file, name: `${nameOf(index)}.jpg`, type: 'image/jpeg', width, height, recipe }
    this.#delivering = this.#delivering.then(() => {
      this.studio.signal.throwIfAborted()
      return this.studio.deliver(output)
    })
    return this.#delivering.catch((cause) => {
      throw new NotDelivered('A set could not be handed over.', { cause })
    })
  }

  /** A slide that several sets share is made once. */
  async #slide(at: number, option: Option): Promise<MadeSlide> {
    const slide = await this.#slides.get(this.#slideKey(at, option), async () => {
      const to = join(this.studio.workDir, `slide-${this.#slides.nextNumber()}`)
      const key = this.#groundKey(at, option)
      try {
        const ground = await this.#grounds.get(key, async () => {
          const path = join(this.studio.workDir, `ground-${this.#grounds.nextNumber()}`)
          const photo = await this.studio.file(option.image)
          const field = `positions.${at}.images.${this.input.positions[at]?.images.indexOf(option.image)}`
          return { value: await this.pool.ask('ground', { at, field, photo, to: path }), files: [path] }
        })
        const made = { file: to, tile: `${to}.tile` }
        const asked = { at, option, ground, to: made.file, tile: made.tile }
        const report = await this.pool.ask('slide', asked, `${at}/${option.text}`)
        return { value: { ...made, report }, files: [made.file, made.tile] }
      } finally {
        await this.#grounds.release(key)
      }
    })
    this.#progressed()
    return slide
  }

  #progressed(): void {
    const all = this.input.sets * this.input.positions.length
    this.#done++
    const pace = (Date.now() - this.#began) / 1000 / (this.#done - this.#before)
    const fraction = Math.min(0.99, this.#done / all)
    this.studio.progress({ fraction, stage: 'draw', eta: pace * (all - this.#done) })
  }

  #slideKey(at: number, { image, text }: Option): string {
    return JSON.stringify([at, image, text])
  }

  /** Positions that treat a picture alike share its ground. */
  #groundKey(at: number, { image }: Option): string {
    return JSON.stringify([image, this.input.positions[at]?.picture])
  }
}

class NotDelivered extends Error {}

/** `set_01`: names sort as numbers do. */
function nameOf(index: number): string {
  return `set_${two(index + 1)}`
}
