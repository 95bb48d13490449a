import { brotliDecompressSync, inflateSync } from 'node:zlib'

export type FontTables = ReadonlyMap<string, DataView>

/** What a font may unpack to. */
const mostBytes = 64 * 1024 * 1024

/** The tables of a font file, unpacked where they were packed; none where it is no font of one face. Throws where it breaks off. */
export function openFont(bytes: Uint8Array): FontTables {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const sign = bytes.length < 12 ? '' : tagAt(file, 0)
  if (sign === 'OTTO' || sign === 'true' || sign === '\0\x01\0\0') return plain(file)
  if (sign === 'wOFF') return packed(file)
  if (sign === 'wOF2') return packedTogether(file)
  return new Map()
}

function plain(file: DataView): FontTables {
  return new Map(
    Array.from({ length: file.getUint16(4) }, (_, n) => {
      const at = 12 + n * 16
      return [tagAt(file, at), part(file, file.getUint32(at + 8), file.getUint32(at + 12))]
    }),
  )
}

function packed(file: DataView): FontTables {
  let room = mostBytes
  return new Map(
    Array.from({ length: file.getUint16(12) }, (_, n) => {
      const at = 44 + n * 20
      const [from, stored, bytes] = [4, 8, 12].map((each) => file.getUint32(at + each)) as [
        number,
        number,
        number,
      ]
      const found = part(file, from, stored)
      room -= bytes
      if (room < 0) throw new RangeError('The font unpacks to too much.')
      return [
        tagAt(file, at),
        stored === bytes
          ? found
          : viewOf(inflateSync(bytesOf(found), { maxOutputLength: Math.max(1, bytes) })),
      ]
    }),
  )
}

/** The names WOFF2 writes as a number. */
const known =
  'cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG  sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill'

function packedTogether(file: DataView): FontTables {
  if (tagAt(file, 4) === 'ttcf') return new Map()
  let at = 48
  const number = () => {
    let value = 0
    for (let n = 0; n < 5; n++) {
      const next = file.getUint8(at++)
      value = value * 128 + (next & 0x7f)
      if (next < 0x80) return value
    }
    throw new RangeError('A length of the font never ends.')
  }
  const places = Array.from({ length: file.getUint16(12) }, () => {
    const flags = file.getUint8(at++)
    const short = flags & 0x3f
    let name = known.slice(short * 5, short * 5 + 4)
    if (short === 0x3f) {
      name = tagAt(file, at)
      at += 4
    }
    const original = number()
    const outlines = name === 'glyf' || name === 'loca'
    return { name, bytes: outlines === flags >> 6 < 3 && (outlines || flags >> 6 > 0) ? number() : original }
  })
  const stored = part(file, at, file.getUint32(20))
  const all = viewOf(brotliDecompressSync(bytesOf(stored), { maxOutputLength: mostBytes }))
  let from = 0
  return new Map(
    places.map(({ name, bytes }) => {
      from += bytes
      return [name, part(all, from - bytes, bytes)]
    }),
  )
}

function tagAt(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((n) => view.getUint8(at + n)))
}

function part(view: DataView, from: number, bytes: number): DataView {
  return new DataView(view.buffer, view.byteOffset + from, bytesWithin(view, from, bytes))
}

function bytesWithin(view: DataView, from: number, bytes: number): number {
  if (from + bytes > view.byteLength) throw new RangeError('The font breaks off.')
  return bytes
}

function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
