import { expect, test } from 'bun:test'
import { deflateSync } from 'node:zlib'
import { NotFont, readFont } from './read-font.ts'

const read = (file: string) => Bun.file(Bun.resolveSync(file, import.meta.dir)).bytes()
const woff = await read('@fontsource/noto-sans/files/noto-sans-latin-600-normal.woff')

/** The same font as it is before it is packed. */
function unpacked(file: Uint8Array): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const tables = Array.from({ length: view.getUint16(12) }, (_, n) => {
    const at = 44 + n * 20
    const [from, stored, bytes] = [4, 8, 12].map((each) => view.getUint32(at + each)) as [
      number,
      number,
      number,
    ]
    const part = file.subarray(from, from + stored)
    return {
      tag: file.subarray(at, at + 4),
      bytes:
        stored === bytes
          ? part
          : new Uint8Array(Bun.inflateSync(part.subarray(2) as Uint8Array<ArrayBuffer>)),
    }
  })
  const out = new Uint8Array(12 + tables.reduce((sum, { bytes }) => sum + 16 + bytes.length, 0))
  const to = new DataView(out.buffer)
  to.setUint32(0, 0x00010000)
  to.setUint16(4, tables.length)
  let end = 12 + 16 * tables.length
  for (const [n, { tag, bytes }] of tables.entries()) {
    out.set(tag, 12 + n * 16)
    to.setUint32(12 + n * 16 + 8, end)
    to.setUint32(12 + n * 16 + 12, bytes.length)
    out.set(bytes, end)
    end += bytes.length
  }
  return out
}

test('TTF, WOFF and WOFF2 tell the same of a font', async () => {
  const woff2 = await read('@fontsource/noto-sans/files/noto-sans-latin-600-normal.woff2')
  for (const bytes of [woff, woff2, unpacked(woff)]) {
    const font = readFont(bytes)
    expect([font.weights, font.glyphs]).toEqual([[600, 600], 281])
    expect(['A', 'é', 'Ж', '你'].map((letter) => font.has(letter.codePointAt(0) ?? 0))).toEqual([
      true,
      true,
      false,
      false,
    ])
  }
})

test('a variable font has all the weights between its thinnest and its boldest', async () => {
  const baloo = await read('@fontsource-variable/baloo-2/files/baloo-2-latin-wght-normal.woff2')
  expect(readFont(baloo).weights).toEqual([400, 800])
})

test('what is no font is told, however it begins', () => {
  const text = new TextEncoder().encode('Aku bukan font. '.repeat(20))
  const font = unpacked(woff)
  const signed = text.slice()
  signed.set(font.subarray(0, 12))
  const mute = font.slice()
  const view = new DataView(mute.buffer)
  for (let at = 12; at < 12 + 16 * view.getUint16(4); at += 16)
    if (String.fromCharCode(...mute.subarray(at, at + 4)) === 'cmap')
      view.setUint16(view.getUint32(at + 8) + 2, 0)
  for (const bytes of [new Uint8Array(), text, signed, mute, font.subarray(0, 5000), woff.subarray(0, 5000)])
    expect(() => readFont(bytes)).toThrow(NotFont)
})

test('what unpacks to more than a font can be is refused before it is unpacked', () => {
  const bomb = woff.slice()
  const packed = deflateSync(new Uint8Array(1 << 20))
  const file = new Uint8Array(64 + packed.length)
  file.set(bomb.subarray(0, 64))
  file.set(packed, 64)
  const view = new DataView(file.buffer)
  view.setUint16(12, 1)
  view.setUint32(48, 64)
  view.setUint32(52, packed.length)
  view.setUint32(56, 100)
  expect(() => readFont(file)).toThrow(NotFont)
  view.setUint32(56, 0x7fffffff)
  expect(() => readFont(file)).toThrow(NotFont)
})
