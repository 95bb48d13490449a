import { join } from 'node:path'
import { bundle } from '#media/image/bundle.ts'
import { openDrawing } from '#media/image/canvas.ts'
import { writePdf } from '#media/image/write-pdf.ts'
import type { Studio } from '../define-app.ts'
import { type CarouselSet, chooseSets } from './choose-sets.ts'
import { sizes } from './compose.ts'
import { SlideMaker } from './draw-set.ts'
import type { CarouselInput } from './input.ts'

/** So many sets are in work at once: while one is encoded another is drawn. */
const atOnce = 2

/**
 * Makes the sets, each delivered as soon as all its slides are drawn and checked. What an earlier attempt delivered is left alone. A set
 * with a slide that cannot be made is reported and the others go on; rejects when none could be made.
 */
export async function runCarousel(input: CarouselInput, studio: Studio): Promise<void> {
  const sets = chooseSets(input)
  const drawing = await openDrawing(input.positions.flatMap(({ texts }) => texts))
  const maker = new SlideMaker(input, studio, drawing)
  const wanted = [...sets.entries()].filter(([index]) => !studio.delivered.has(index))
  const slides = input.sets * input.positions.length
  let done = studio.delivered.size * input.positions.length
  const failures: unknown[] = []
  const began = Date.now()
  const first = done
  const progressed = () => {
    done++
    const pace = (Date.now() - began) / 1000 / Math.max(1, done - first)
    studio.progress({ fraction: Math.min(0.99, done / slides), stage: 'draw', eta: pace * (slides - done) })
  }

  let delivering = Promise.resolve()
  const hands = Array.from({ length: atOnce }, async () => {
    for (let next = wanted.shift(); next; next = wanted.shift()) {
      const [index, set] = next
      studio.signal.throwIfAborted()
      const made = await makeSet(input, set, index, maker, progressed).catch((error) => {
        studio.signal.throwIfAborted()
        failures.push(error)
        studio.fail(index, error instanceof Error ? error.message : String(error))
      })
      if (!made) continue
      const file = join(studio.workDir, `set-${index}.jpg`)
      await Bun.write(file, made.bytes)
      const { width, height, files } = made
      const recipe = { slides: made.reports, files, seed: input.seed, place: set.place }
      delivering = delivering.then(() => {
        studio.signal.throwIfAborted()
        return studio.deliver({
          index,
          file,
          name: `${nameOf(index)}.jpg`,
          type: 'image/jpeg',
          width,
          height,
          recipe,
        })
      })
      await delivering
    }
  })
  // A delivery that fails ends the run; nothing may still be drawing when it does.
  const ends = await Promise.allSettled(hands)
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  if (failures.length > 0 && failures.length === input.sets) throw failures[0]
  if (input.captions.length > 0)
    for (const index of sets.keys())
      await studio.attach(`${nameOf(index)}/caption.txt`, input.captions[index % input.captions.length] ?? '')
  studio.progress({ fraction: 1, stage: 'verify' })
}

async function makeSet(
  input: CarouselInput,
  set: CarouselSet,
  index: number,
  maker: SlideMaker,
  progressed: () => void,
) {
  const size = sizes[input.format.aspect]
  const made = await Promise.all(
    input.positions.map(async (_, at) => {
      const slide = await maker.slide(set, at)
      progressed()
      return slide
    }),
  )
  const pictures = made.map(({ bytes }) => bytes)
  const name = nameOf(index)
  const files =
    input.format.type === 'pdf'
      ? [{ name: `${name}.pdf`, bytes: await writePdf(pictures, { ...size, title: name }) }]
      : pictures.map((bytes, at) => ({ name: `${name}/slide_${two(at + 1)}.${input.format.type}`, bytes }))
  return { ...(await bundle(pictures, files, size)), reports: made.map(({ report }) => report) }
}

/** `set_01`: names sort as numbers do. */
function nameOf(index: number): string {
  return `set_${two(index + 1)}`
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
