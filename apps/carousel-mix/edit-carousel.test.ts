import { expect, test } from 'bun:test'
import type { StudioAsset } from '../define-editor.ts'
import {
  addFiles,
  filesOf,
  forgetFiles,
  linesOf,
  putTexts,
  restoreCarousel,
  startCarousel,
  textsFrom,
} from './edit-carousel.ts'
import { columnsFrom } from './read-csv.ts'

const font: StudioAsset = {
  id: '0190b5a4-7c1e-7000-8000-000000000001',
  name: 'Huruf Toko.ttf',
  kind: 'font',
  type: 'font/ttf',
  bytes: 1,
  sha256: 'a',
  width: null,
  height: null,
  seconds: null,
  hasAudio: null,
  url: '/files/a',
  thumbnailUrl: null,
}
const families = (input: ReturnType<typeof startCarousel>) => input.positions.map(({ style }) => style.family)

test('a font goes to the slide it was chosen for, to all where it was for none, and is let go with its file', () => {
  const aimed = addFiles(startCarousel(), [font], new Map([[font.name, 1]]))
  expect(families(aimed)).toEqual([undefined, font.id, undefined])
  expect(filesOf(aimed)).toEqual([font.id])
  const all = addFiles(startCarousel(), [font])
  expect(families(all)).toEqual([font.id, font.id, font.id])
  expect(restoreCarousel(all)).toEqual(all)
  expect(families(forgetFiles(all, new Set([font.id])))).toEqual([undefined, undefined, undefined])
})

test('pictures go to the slide their name counts, or to the one with fewest', () => {
  const picture = (id: string, name: string): StudioAsset => ({ ...font, id, name, kind: 'image' })
  const input = addFiles(startCarousel(), [
    picture('a', '2-kopi.jpg'),
    picture('b', 'slide 3.png'),
    picture('c', 'IMG_20261121.jpg'),
    picture('d', 'teh.jpg'),
  ])
  expect(input.positions.map(({ images }) => images)).toEqual([['c', 'd'], ['a'], ['b']])
})

test('a table fills a slide a column, a list fills one, whatever parts its cells', () => {
  expect(columnsFrom('\ufeffSlide 1;Slide 2\r\n"Halo, ""kak""";Beli\r\nHai;\r\n')).toEqual([
    ['Halo, "kak"', 'Hai'],
    ['Beli'],
  ])
  expect(columnsFrom('a,b\n"dua\nbaris",c')).toEqual([
    ['a', 'dua\nbaris'],
    ['b', 'c'],
  ])
  expect(columnsFrom('Teks\nDiskon 50%, hari ini\nHalo')).toEqual([['Diskon 50%, hari ini', 'Halo']])
  const filled = putTexts(startCarousel(), 1, [['a'], ['b'], ['c']])
  expect(filled.positions.map(({ texts }) => texts)).toEqual([[], ['a'], ['b']])
})

test('texts of several lines stay whole while they are edited', () => {
  const texts = ['Menu "baru"', 'Ayam\nsambal', '"kutip" dulu']
  expect(textsFrom(linesOf(texts))).toEqual(texts)
})
