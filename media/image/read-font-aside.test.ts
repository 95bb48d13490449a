import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { NotFont } from './read-font.ts'
import { readFontAside } from './read-font-aside.ts'

const cff = join(import.meta.dir, '../../test/media/cantarell-extra-bold.otf')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fonts-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** A WOFF2 of one table that unpacks to so many bytes. */
async function bomb(bytes: number): Promise<string> {
  const packed = brotliCompressSync(new Uint8Array(bytes), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 1 },
  })
  const file = Buffer.alloc(54 + packed.length)
  file.write('wOF2\0\x01\0\0', 'latin1')
  file.writeUInt16BE(1, 12)
  file.writeUInt32BE(packed.length, 20)
  // Table `cmap`, as long as four groups of seven bits tell.
  file[48] = 0
  for (let n = 0; n < 4; n++) file[49 + n] = ((bytes >> (7 * (3 - n))) & 0x7f) | (n < 3 ? 0x80 : 0)
  packed.copy(file, 53)
  const path = join(folder, `${bytes}.woff2`)
  await Bun.write(path, file.subarray(0, 53 + packed.length))
  return path
}

test('an OpenType font with CFF outlines is told like any other', async () => {
  expect(await readFontAside(cff)).toEqual({ weights: [800, 800], glyphs: 74 })
})

test('a font that unpacks to a flood is refused while everything else goes on', async () => {
  const [allowed, beyond] = [await bomb(60 << 20), await bomb(200 << 20)]
  let turns = 0
  const clock = setInterval(() => turns++, 1)
  try {
    for (const file of [allowed, beyond]) await expect(readFontAside(file)).rejects.toThrow(NotFont)
  } finally {
    clearInterval(clock)
  }
  // On this thread, unpacking would leave no turn to anybody.
  expect(turns).toBeGreaterThan(10)
})

test('one that takes too long is refused, and the next is read', async () => {
  await expect(readFontAside(cff, { seconds: 0 })).rejects.toThrow('takes too long')
  expect((await readFontAside(cff)).weights).toEqual([800, 800])
})
