import { expect, test } from 'bun:test'
import { bundledFiles, isPicture, overviewOf } from './bundled-files.ts'

const slides = [
  { name: 'set_01/slide_01.jpg', from: 100, bytes: 40 },
  { name: 'set_01/slide_02.png', from: 140, bytes: 60 },
]
const read = (files: unknown, bytes = 200) => bundledFiles({ bytes, recipe: { files } })

test('a set is its slides, each under a name it can be saved as', () => {
  const files = read(slides)
  expect(files).toEqual([
    { name: 'set_01_slide_01.jpg', type: 'image/jpeg', from: 100, bytes: 40 },
    { name: 'set_01_slide_02.png', type: 'image/png', from: 140, bytes: 60 },
  ])
  expect(files.every(isPicture)).toBe(true)
  const overview = overviewOf({ name: 'set_01.jpg', type: 'image/jpeg' }, files)
  expect(overview).toEqual({ name: 'set_01.jpg', type: 'image/jpeg', from: 0, bytes: 100 })
})

test('a PDF is a file, and no picture', () => {
  const files = read([{ name: 'set_01.pdf', from: 1, bytes: 2 }])
  expect(files).toEqual([{ name: 'set_01.pdf', type: 'application/pdf', from: 1, bytes: 2 }])
  expect(files.some(isPicture)).toBe(false)
})

test('a result that was not bundled has none', () => {
  expect(bundledFiles({ bytes: 200, recipe: {} })).toEqual([])
  expect(bundledFiles({ bytes: 200 })).toEqual([])
  expect(read([])).toEqual([])
})

test.each<[string, unknown]>([
  ['no list', 'set_01/slide_01.jpg'],
  ['no end', Array.from({ length: 201 }, (_, n) => ({ name: `${n}.jpg`, from: 1, bytes: 1 }))],
  ['nothing', [null]],
  ['no name', [{ from: 1, bytes: 1 }]],
  ['a way up', [{ ...slides[0], name: '../slide.jpg' }]],
  ['a root', [{ ...slides[0], name: '/slide.jpg' }]],
  ['a backslash', [{ ...slides[0], name: 'set\\slide.jpg' }]],
  ['a name that reads backwards', [{ ...slides[0], name: 'slide_\u202egpj.jpg' }]],
  ['another kind of file', [{ ...slides[0], name: 'slide.html' }]],
  ['a name without end', [{ ...slides[0], name: `${'a'.repeat(120)}.jpg` }]],
  ['the same name twice', [slides[0], { ...slides[1], name: 'set_01_slide_01.jpg' }]],
  ['a place before its beginning', [{ ...slides[0], from: -1 }]],
  ['a place behind its end', [{ ...slides[0], bytes: 101 }]],
  ['no length', [{ ...slides[0], bytes: 0 }]],
  ['a broken length', [{ ...slides[0], bytes: 1.5 }]],
  ['words for numbers', [{ ...slides[0], from: '100' }]],
  ['one right and one wrong', [slides[0], { ...slides[1], from: Number.NaN }]],
])('%s is refused as a whole', (_, files) => {
  expect(read(files)).toEqual([])
})
