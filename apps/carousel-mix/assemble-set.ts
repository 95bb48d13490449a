import { bundle } from '#media/image/bundle.ts'
import { sampleSize } from '#media/image/sample.ts'
import type { DrawTasks } from './draw-task.ts'
import type { CarouselInput } from './input.ts'

/** Puts the slides of a set into its one file. */
export async function assembleSet(
  { name, slides, to }: DrawTasks['set']['ask'],
  type: CarouselInput['format']['type'],
  size: { width: number; height: number },
): Promise<DrawTasks['set']['answer']> {
  const read = (paths: string[]) => Promise.all(paths.map((path) => Bun.file(path).bytes()))
  const pictures = await read(slides.map(({ file }) => file))
  const files =
    type === 'pdf'
      ? [{ name: `${name}.pdf`, bytes: await pdfOf(pictures, { ...size, title: name }) }]
      : pictures.map((bytes, at) => ({ name: `${name}/slide_${two(at + 1)}.${type}`, bytes }))
  const tiles = await read(slides.map(({ tile }) => tile))
  const { parts, ...made } = await bundle(tiles, files, sampleSize(size))
  await Bun.write(to, new Blob(parts as Uint8Array<ArrayBuffer>[]))
  return made
}

/** Read when it is needed: what writes PDFs would lie in the memory of every process that draws. */
async function pdfOf(...all: Parameters<typeof import('#media/image/write-pdf.ts').writePdf>) {
  const { writePdf } = await import('#media/image/write-pdf.ts')
  return writePdf(...all)
}

/** Names sort as numbers do. */
export function two(number: number): string {
  return String(number).padStart(2, '0')
}
