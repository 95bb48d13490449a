import { expect, test } from 'bun:test'
import type { StudioAsset } from '../define-editor.ts'
import { addFiles, filesOf, forgetFiles, restoreCarousel, startCarousel } from './edit-carousel.ts'

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
