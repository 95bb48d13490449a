// The process that draws: started by `drawing-pool.ts`, told what the run is, then asked for one thing at a time.
import { openDrawing, readLogo, readPhoto } from '#media/image/canvas.ts'
import type { Drawing } from '#media/image/slide.ts'
import { assembleSet } from './assemble-set.ts'
import { sizes } from './compose.ts'
import { SlideMaker } from './draw-set.ts'
import type { DrawAnswer, DrawStart, DrawTask, DrawTasks } from './draw-task.ts'
import { writeGround } from './ground-file.ts'
import type { CarouselInput } from './input.ts'

interface Work {
  input: CarouselInput
  drawing: Drawing
  maker: SlideMaker
}
let work: Work | null = null

process.on('disconnect', () => process.exit())
process.on('message', (message: DrawStart | DrawTask) => {
  perform(message).then(
    (done) => answer({ done }),
    (error) => answer({ failed: error instanceof Error ? error.message : String(error) }),
  )
})

function answer(said: DrawAnswer): void {
  process.send?.(said)
}

async function perform(task: DrawStart | DrawTask): Promise<DrawTasks[DrawTask['kind']]['answer'] | null> {
  if (task.kind === 'start') {
    work = await begin(task)
    return null
  }
  if (!work) throw new Error('Nobody said what the run is.')
  const { input, drawing, maker } = work
  const size = sizes[input.format.aspect]
  if (task.kind === 'ground') {
    const style = input.positions[task.at]?.picture
    if (!style) throw new RangeError('There is no such position.')
    const photo = await readPhoto(task.photo, size).catch((error) => {
      throw new Error(
        `${task.field} is a picture that cannot be read: ${String(error.message ?? error).trim()}`,
      )
    })
    return writeGround(task.to, photo, style, size, drawing)
  }
  if (task.kind === 'slide') {
    const { bytes, tile, report } = await maker.slide(task.at, task.option, task.ground)
    await Promise.all([Bun.write(task.to, bytes), Bun.write(task.tile, tile)])
    return report
  }
  return assembleSet(task, input.format.type, size)
}

async function begin({ input, logo, fonts, shelf }: DrawStart): Promise<Work> {
  const drawing = await openDrawing(
    input.positions.flatMap(({ texts }) => texts),
    fonts,
  )
  return {
    input,
    drawing,
    maker: new SlideMaker(input, drawing, logo === null ? undefined : await readLogo(logo), shelf),
  }
}
