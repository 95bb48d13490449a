import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { writePdf } from './write-pdf.ts'

const jpeg = await Bun.file(join(import.meta.dir, '../../test/media/rocket.jpg')).bytes()

test('a page a slide, of its size, with the slide’s own bytes, and the same each time', async () => {
  const wish = { width: 1080, height: 1350, title: 'set_01' }
  const pdf = Buffer.from(await writePdf([jpeg, jpeg, jpeg], wish))
  expect(pdf.equals(Buffer.from(await writePdf([jpeg, jpeg, jpeg], wish)))).toBe(true)
  expect(pdf.includes(Buffer.from(jpeg))).toBe(true)
  const read = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  expect(read.numPages).toBe(3)
  expect((await read.getPage(3)).view).toEqual([0, 0, 1080, 1350])
  expect((await read.getMetadata()).info).toMatchObject({ Title: 'set_01', Producer: 'Lumiku' })
})
