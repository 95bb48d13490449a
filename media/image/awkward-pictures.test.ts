import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { canvasPixels, type Photo, readPhoto } from './canvas.ts'

const size = { width: 1080, height: 1350 }
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pictures-'))
})
afterAll(() => rm(folder, { recursive: true }))

const plain = (width: number, height: number, background: string | object) =>
  sharp({ create: { width, height, channels: 4, background } })

async function written(name: string, bytes: Buffer): Promise<string> {
  await Bun.write(join(folder, name), bytes)
  return join(folder, name)
}

/** The colour at a place given in shares of width and height. */
function colourAt({ picture, width, height }: Photo, x: number, y: number): number[] {
  const at = (Math.floor(y * (height - 1)) * width + Math.floor(x * (width - 1))) * 4
  return [...canvasPixels(picture).subarray(at, at + 4)]
}

function expectColour(found: number[], wanted: number[], within = 6): void {
  for (const [n, value] of wanted.entries())
    expect(Math.abs((found[n] ?? 0) - value)).toBeLessThanOrEqual(within)
}

describe('a picture of fifty megapixels', () => {
  let big: Buffer
  beforeAll(async () => {
    const quarter = (colour: string, left: number) => ({
      input: { create: { width: 4330, height: 2890, channels: 3 as const, background: colour } },
      left,
      top: 0,
    })
    big = await sharp({ create: { width: 8660, height: 5780, channels: 3, background: '#808080' } })
      .composite([quarter('#ff0000', 0), quarter('#00ff00', 4330)])
      .withExif({ IFD0: { Orientation: '1' } })
      .withMetadata({ orientation: 1 })
      .jpeg({ quality: 70 })
      .toBuffer()
  }, 60_000)

  /** Where the red and the green corner are to be seen. */
  const corners: Record<number, [string, string]> = {
    1: ['top left', 'top right'],
    2: ['top right', 'top left'],
    3: ['bottom right', 'bottom left'],
    4: ['bottom left', 'bottom right'],
    5: ['top left', 'bottom left'],
    6: ['top right', 'bottom right'],
    7: ['bottom right', 'top right'],
    8: ['bottom left', 'top left'],
  }
  for (const [flag, [red, green]] of Object.entries(corners))
    test(`stands as its flag ${flag} says`, async () => {
      const turned = Buffer.from(big)
      turned[orientationAt(turned)] = Number(flag)
      const photo = await readPhoto(await written(`turned-${flag}.jpg`, turned), size)
      const lying = Number(flag) < 5
      expect(photo.width > photo.height).toBe(lying)
      // No larger than the slide needs.
      expect(lying ? photo.height : photo.width).toBe(lying ? size.height : size.width)
      const at = (corner: string) =>
        colourAt(photo, corner.includes('left') ? 0.1 : 0.9, corner.startsWith('top') ? 0.1 : 0.9)
      expectColour(at(red), [255, 0, 0])
      expectColour(at(green), [0, 255, 0])
    }, 30_000)

  test('is shrunk while it is read: it never lies in memory whole', async () => {
    const large = await written('large.jpg', big)
    const tiny = await written('tiny.png', await plain(1, 1, '#123456').png().toBuffer())
    const whole = 8660 * 5780 * 3
    expect(memoryToRead(large) - memoryToRead(tiny)).toBeLessThan(whole / 2)
  }, 60_000)
})

test('print colours become screen colours', async () => {
  const file = await written(
    'print.jpg',
    await plain(400, 300, '#2060c0').flatten().toColourspace('cmyk').jpeg().toBuffer(),
  )
  expect((await sharp(file).metadata()).space).toBe('cmyk')
  const [red = 0, , blue = 0] = colourAt(await readPhoto(file, size), 0.5, 0.5)
  expect(blue - red).toBeGreaterThan(60)
})

test('clear parts become white', async () => {
  const file = await written(
    'clear.png',
    await plain(300, 300, { r: 255, g: 0, b: 0, alpha: 0.5 }).png().toBuffer(),
  )
  expectColour(colourAt(await readPhoto(file, size), 0.5, 0.5), [255, 127, 127, 255])
})

test('of a moving picture the first frame is taken', async () => {
  const frames = await Promise.all(
    ['#ff0000', '#0000ff'].map((colour) => plain(60, 40, colour).png().toBuffer()),
  )
  const file = await written(
    'moving.gif',
    await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer(),
  )
  expect((await sharp(file).metadata()).pages).toBe(2)
  const photo = await readPhoto(file, size)
  expect(photo.width / photo.height).toBeCloseTo(60 / 40, 1)
  expectColour(colourAt(photo, 0.5, 0.5), [255, 0, 0])
})

test('sixteen bits a colour become eight', async () => {
  const deep = await plain(200, 200, '#4080c0').flatten().toColourspace('rgb16').png().toBuffer()
  const file = await written('deep.png', deep)
  expect((await sharp(file).metadata()).depth).toBe('ushort')
  expectColour(colourAt(await readPhoto(file, size), 0.5, 0.5), [0x40, 0x80, 0xc0])
})

test('a single pixel and a WebP are pictures like any other', async () => {
  const dot = await readPhoto(await written('dot.png', await plain(1, 1, '#123456').png().toBuffer()), size)
  expect([dot.width, dot.height]).toEqual([1, 1])
  expectColour(colourAt(dot, 0, 0), [0x12, 0x34, 0x56])
  const webp = await readPhoto(
    await written('photo.webp', await plain(64, 64, '#a0b0c0').webp().toBuffer()),
    size,
  )
  expectColour(colourAt(webp, 0.5, 0.5), [0xa0, 0xb0, 0xc0])
})

test('half a file is refused', async () => {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 }
  const whole = await sharp({ create: { width: 800, height: 600, channels: 3, noise, background: '#000' } })
    .jpeg()
    .toBuffer()
  const file = await written('half.jpg', whole.subarray(0, whole.length / 2))
  await expect(readPhoto(file, size)).rejects.toThrow()
})

/** Where the value of the orientation lies in the Exif part of a JPEG. */
function orientationAt(jpeg: Buffer): number {
  const start = jpeg.indexOf('Exif\0\0') + 6
  const little = jpeg.toString('latin1', start, start + 2) === 'II'
  const tag = jpeg.indexOf(Buffer.from(little ? [0x12, 0x01, 0x03, 0x00] : [0x01, 0x12, 0x00, 0x03]), start)
  expect(tag).toBeGreaterThan(0)
  return tag + (little ? 8 : 9)
}

/** The most memory a process of its own held, in bytes. */
function memoryToRead(file: string): number {
  const script = `import { readPhoto } from ${JSON.stringify(join(import.meta.dir, 'canvas.ts'))}
await readPhoto(${JSON.stringify(file)}, ${JSON.stringify(size)})`
  const { exitCode, resourceUsage } = Bun.spawnSync([process.execPath, '-e', script])
  expect(exitCode).toBe(0)
  return resourceUsage.maxRSS
}
