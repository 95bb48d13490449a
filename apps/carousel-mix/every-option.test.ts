import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { openDrawing, readLogo, readPhoto } from '#media/image/canvas.ts'
import { familyIds } from '#media/image/families.ts'
import type { Drawing } from '#media/image/slide.ts'
import { anchors } from './anchors.ts'
import { sizes } from './compose.ts'
import { SlideMaker } from './draw-set.ts'
import { writeGround } from './ground-file.ts'
import { type CarouselRequest, carouselInput } from './input.ts'
import { presetIds } from './presets.ts'

type Wish = Partial<CarouselRequest['positions'][number]> & {
  text?: string
  photo?: keyof typeof photos
  at?: number
} & Pick<CarouselRequest, 'format' | 'brand'>

/** What the pictures are: `quarters` is red, green, blue and yellow, and wider than any slide. */
const photos = { grey: '#808080', white: '#ffffff', black: '#000000', half: '', quarters: '' }
let folder: string
let drawing: Drawing
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'options-'))
  drawing = await openDrawing(['Halo 🔥'])
  const plain = (width: number, height: number, background: string) =>
    sharp({ create: { width, height, channels: 3, background } })
  // A picture of one colour alone is a blank slide.
  const spot = await plain(60, 60, '#606060').png().toBuffer()
  for (const name of ['grey', 'white', 'black'] as const)
    await plain(1200, 1200, photos[name])
      .composite([{ input: spot, left: 1140, top: 1140 }])
      .png()
      .toFile(join(folder, name))
  const put = async (background: string, left: number, top: number) => ({
    input: await plain(1600, 600, background).png().toBuffer(),
    left,
    top,
  })
  await plain(3200, 1200, '#000000')
    .composite([
      await put('#ff0000', 0, 0),
      await put('#00ff00', 1600, 0),
      await put('#0000ff', 0, 600),
      await put('#ffff00', 1600, 600),
    ])
    .png()
    .toFile(join(folder, 'quarters'))
  await plain(3200, 1200, '#303030')
    .composite([await put('#ffffff', 0, 600), await put('#ffffff', 1600, 600)])
    .png()
    .toFile(join(folder, 'half'))
})
afterAll(() => rm(folder, { recursive: true }))

/** A slide as a run makes it, and its pixels as anybody's reader decodes them. */
async function make({ text, photo = 'grey', at = 0, format, brand, ...position }: Wish) {
  const one = { images: ['a'], texts: text === undefined ? [] : [text], ...position }
  const input = carouselInput.parse({
    positions: [one, one],
    sets: 1,
    format: { aspect: '1:1', quality: 100, ...format },
    brand,
  })
  const size = sizes[input.format.aspect]
  const { picture } = input.positions[0] as (typeof input.positions)[0]
  const read = await readPhoto(join(folder, photo), size)
  const ground = await writeGround(join(folder, 'ground'), read, picture, size, drawing)
  const logo = input.brand.logo ? await readLogo(join(folder, input.brand.logo)) : undefined
  const option = { image: 'a', text: text === undefined ? null : 0 }
  const { bytes, report } = await new SlideMaker(input, drawing, logo).slide(at, option, ground)
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  /** In shares of width and height. */
  const colour = (x: number, y: number): [number, number, number] => {
    const place = (Math.round(y * (info.height - 1)) * info.width + Math.round(x * (info.width - 1))) * 3
    return [data[place] ?? 0, data[place + 1] ?? 0, data[place + 2] ?? 0]
  }
  return { bytes, report, data, colour, width: info.width, height: info.height }
}
type Made = Awaited<ReturnType<typeof make>>

/** The pixels of a colour: how many, and the box they lie in, in shares of the slide. */
function found({ data, width, height }: Made, hex: string, within = 24) {
  const wanted = [1, 3, 5].map((n) => Number.parseInt(hex.slice(n, n + 2), 16))
  let [count, left, top, right, bottom, across] = [0, width, height, 0, 0, 0]
  for (let n = 0; n < width * height; n++) {
    if (wanted.some((value, channel) => Math.abs((data[n * 3 + channel] ?? 0) - value) > within)) continue
    const [x, y] = [n % width, Math.floor(n / width)]
    count++
    across += x
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return {
    count,
    left: left / width,
    right: right / width,
    top: top / height,
    bottom: bottom / height,
    middle: across / Math.max(1, count) / width,
  }
}

const ink = '#ff00ff'
/** A text in a colour nothing else has, with nothing around it. */
const written = (style: object, text = 'Halo', more: Wish = {}) =>
  make({
    text,
    style: {
      preset: 'minimal',
      size: 8,
      colour: ink,
      background: 'box',
      backgroundColour: '#000000',
      ...style,
    } as never,
    ...more,
  })
const inked = async (style: object, text = 'Halo', more: Wish = {}) =>
  found(await written(style, text, more), ink, 90)

describe('the format', () => {
  test('is the size and the kind of file that was asked for', async () => {
    for (const [aspect, { width, height }] of Object.entries(sizes)) {
      const made = await make({ photo: 'quarters', format: { aspect: aspect as '1:1' } })
      expect([made.width, made.height]).toEqual([width, height])
    }
    expect(sizes['3:4']).toEqual({ width: 1080, height: 1440 })
    const png = await make({ photo: 'quarters', format: { type: 'png' } })
    expect((await sharp(png.bytes).metadata()).format).toBe('png')
    const [fine, rough] = [
      await make({ photo: 'quarters' }),
      await make({ photo: 'quarters', format: { quality: 50 } }),
    ]
    expect((await sharp(fine.bytes).metadata()).format).toBe('jpeg')
    expect(rough.bytes.length).toBeLessThan(fine.bytes.length)
  })
})

describe('the picture', () => {
  const near = (seen: number[], wanted: number[], within = 12) =>
    expect(seen.every((value, n) => Math.abs(value - (wanted[n] ?? 0)) <= within)).toBe(true)

  test('fills the slide around its focal point', async () => {
    const at = (x: number) => make({ photo: 'quarters', picture: { focal: { x, y: 0.5 } } })
    const [left, right] = [await at(0), await at(1)]
    for (const x of [0.02, 0.98]) {
      near(left.colour(x, 0.1), [255, 0, 0])
      near(right.colour(x, 0.1), [0, 255, 0])
    }
  })

  test('is shown whole, on paper or on itself blurred', async () => {
    const [whole, blurred] = [
      await make({ photo: 'quarters', picture: { fit: 'contain' } }),
      await make({ photo: 'quarters', picture: { fit: 'blur' } }),
    ]
    for (const made of [whole, blurred]) {
      near(made.colour(0.1, 0.4), [255, 0, 0])
      near(made.colour(0.9, 0.6), [255, 255, 0])
    }
    near(whole.colour(0.1, 0.05), [0xf3, 0xf1, 0xec])
    const [r, g, b] = blurred.colour(0.1, 0.05)
    expect(r).toBeGreaterThan(100)
    expect(Math.max(g, b)).toBeLessThan(60)
  })

  test('is overlaid with a colour or a gradient, as strongly as asked', async () => {
    const over = (overlay: object) => make({ picture: { overlay: { colour: '#ff0000', ...overlay } } })
    near((await over({ strength: 0.5 })).colour(0.5, 0.5), [192, 64, 64], 4)
    const gradient = await over({ end: '#0000ff', strength: 1 })
    near(gradient.colour(0.5, 0), [255, 0, 0], 4)
    near(gradient.colour(0.5, 1), [0, 0, 255], 4)
  })

  test('is black and white, warm or cool', async () => {
    const [red, green, blue] = (await make({ photo: 'quarters', picture: { filter: 'mono' } })).colour(
      0.2,
      0.2,
    )
    expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(4)
    const tint = async (filter: 'none' | 'warm' | 'cool') => {
      const [r, , b] = (await make({ picture: { filter } })).colour(0.5, 0.5)
      return r - b
    }
    const [none, warm, cool] = [await tint('none'), await tint('warm'), await tint('cool')]
    expect([warm > none + 20, cool < none - 20, none]).toEqual([true, true, 0])
  })
})

describe('the letters', () => {
  test('are of the family, the weight and the size asked for, or as large as fits', async () => {
    const shapes = await Promise.all(familyIds.map(async (family) => (await inked({ family })).count))
    expect(new Set(shapes).size).toBe(familyIds.length)
    const [thin, bold] = [
      await inked({ family: 'montserrat', weight: 300 }),
      await inked({ family: 'montserrat', weight: 900 }),
    ]
    expect(bold.count).toBeGreaterThan(thin.count * 1.5)
    const tall = (box: Awaited<ReturnType<typeof inked>>) => box.bottom - box.top
    const [small, large] = [await inked({ size: 4 }), await inked({ size: 8 })]
    expect(tall(large) / tall(small)).toBeCloseTo(2, 0)
    expect(tall(await inked({ size: 'auto-fit' }))).toBeGreaterThan(tall(large))
  })

  test('have the colour asked for, or the one that can be read, and another where they are stressed', async () => {
    expect((await inked({})).count).toBeGreaterThan(1000)
    const auto = async (photo: 'white' | 'black') =>
      found(
        await make({ text: 'Halo', photo, style: { size: 10 } }),
        photo === 'white' ? '#111318' : '#ffffff',
      )
    expect((await auto('white')).count).toBeGreaterThan(1000)
    expect((await auto('black')).count).toBeGreaterThan(1000)
    const stressed = await written({ accent: '#00ff00' }, 'Halo *Bu*')
    expect(found(stressed, '#00ff00', 60).left).toBeGreaterThan(found(stressed, ink, 60).right)
    expect((await inked({}, 'Halo *Bu')).count).toBeGreaterThan((await inked({}, 'Halo Bu')).count)
  })

  test('have an outline and a shadow', async () => {
    const bare = { background: 'none', colour: '#ffffff' }
    const outlined = await written({ ...bare, outline: { colour: '#00ff00', width: 10 } })
    expect(found(outlined, '#00ff00', 60).count).toBeGreaterThan(2000)
    const darkest = async (shadow: boolean) => {
      const { data } = await written({ ...bare, shadow }, 'Halo', { photo: 'grey' })
      return data.filter((value) => value < 110).length
    }
    expect(await darkest(true)).toBeGreaterThan((await darkest(false)) + 1000)
  })

  test('are capitals where asked, and lines as far apart as asked', async () => {
    const [typed, raised] = [await written({}, 'HALO'), await written({ uppercase: true }, 'Halo')]
    expect(raised.bytes.equals(typed.bytes)).toBe(true)
    const [close, wide] = [await inked({ lineHeight: 1 }, 'a\nb'), await inked({ lineHeight: 2 }, 'a\nb')]
    expect(wide.bottom - wide.top - (close.bottom - close.top)).toBeCloseTo(0.08, 2)
  })

  test('stand at the left, in the middle or at the right, and at each of nine places or any other', async () => {
    const middles = await Promise.all(
      (['left', 'centre', 'right'] as const).map(
        async (align) => (await inked({ align, position: 'centre' })).middle,
      ),
    )
    expect(middles[0]).toBeLessThan(0.3)
    expect(middles[1]).toBeCloseTo(0.5, 1)
    expect(middles[2]).toBeGreaterThan(0.7)
    for (const [n, position] of anchors.entries()) {
      const align = position.endsWith('left') ? 'left' : position.endsWith('right') ? 'right' : 'centre'
      const { top, bottom, middle } = await inked({ position, align })
      const [row, column] = [Math.floor(n / 3), align === 'left' ? 0 : align === 'centre' ? 1 : 2]
      expect([Math.floor(((top + bottom) / 2) * 3), Math.floor(middle * 3)]).toEqual([row, column])
    }
    const free = await inked({ position: { x: 70, y: 30 }, align: 'left' })
    expect([free.middle, (free.top + free.bottom) / 2]).toEqual([
      expect.closeTo(0.7, 1),
      expect.closeTo(0.3, 1),
    ])
  })

  test('keep the padding, whatever lies behind them', async () => {
    const edges = async (style: object) => {
      const made = await written(
        { position: 'top-left', backgroundColour: '#00ff00', ...style },
        'Halo semua orang di rumah',
        {},
      )
      return found(made, '#00ff00')
    }
    for (const background of ['box', 'highlight'])
      for (const padding of [3, 12]) {
        const { left, right } = await edges({ background, padding, size: 'auto-fit' })
        expect(left).toBeCloseTo(padding / 100, 2)
        expect(right).toBeLessThan(1 - padding / 100 + 0.005)
      }
  })

  test('stand before nothing, a box, ribbons by line or a gradient', async () => {
    const behind = (style: object, text = 'Halo\nsemua', more: Wish = {}) =>
      written({ colour: '#ffffff', backgroundColour: '#00ff00', align: 'left', ...style }, text, more)
    expect(found(await behind({ background: 'none' }), '#00ff00').count).toBe(0)
    const [box, ribbons] = [await behind({ background: 'box' }), await behind({ background: 'highlight' })]
    expect(found(ribbons, '#00ff00').count).toBeGreaterThan(5000)
    expect(found(ribbons, '#00ff00').count).toBeLessThan(found(box, '#00ff00').count * 0.9)
    // Lines that nearly touch leave no slit: down through the first letters there is nothing but ribbon and letter.
    const { left, top, bottom } = found(ribbons, '#00ff00')
    for (let y = top + 0.02; y < bottom - 0.02; y += 1 / 1080)
      expect(ribbons.colour(left + 0.012, y)).not.toEqual([128, 128, 128])
    const gradient = await behind({ background: 'gradient', backgroundEnd: '#0000ff' })
    const [start, end] = [found(gradient, '#00ff00', 60), found(gradient, '#0000ff', 60)]
    expect(start.count * end.count).toBeGreaterThan(0)
    expect(start.middle).toBeLessThan(end.middle)
  })

  test('have as much room in their box above as below and beside', async () => {
    const made = await written(
      { colour: '#ffffff', backgroundColour: '#00ff00', align: 'centre', position: 'centre', size: 12 },
      'HHH',
    )
    const [box, letters] = [found(made, '#00ff00'), found(made, '#ffffff')]
    const gaps = [
      letters.top - box.top,
      box.bottom - letters.bottom,
      letters.left - box.left,
      box.right - letters.right,
    ]
    expect(Math.max(...gaps) / Math.min(...gaps)).toBeLessThan(1.35)
  })

  test('look different in each preset', async () => {
    const looks = await Promise.all(
      presetIds.map(async (preset) =>
        Bun.hash((await make({ text: 'Halo *semua* 🔥', style: { preset } })).bytes),
      ),
    )
    expect([looks.length, new Set(looks).size]).toEqual([8, 8])
  })

  test('can be read where one of many words stands on another ground', async () => {
    // White letters would do on the dark three quarters, dark ones on the rest: neither is enough alone.
    const { report } = await make({
      photo: 'half',
      text: 'satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas dua belas',
      style: { position: 'centre', size: 7, weight: 500 },
    })
    expect(report.help).not.toBe('none')
    expect(report.contrast).toBeGreaterThanOrEqual(3)
    const chosen = await make({
      photo: 'white',
      text: 'Halo',
      style: { colour: '#ffff00', background: 'highlight', backgroundColour: '#ffffff' },
    })
    expect(chosen.report.warnings).toContain('contrast')
  })

  test('that end early or lie under a platform’s own buttons are told of', async () => {
    const long = await make({ text: 'panjang sekali '.repeat(130) })
    expect(long.report.warnings).toContain('truncated')
    const low = await make({ text: 'Halo', style: { position: 'bottom' }, format: { aspect: '9:16' } })
    expect(low.report.warnings).toEqual(['covered-instagram', 'covered-tiktok'])
    const free = await make({
      text: 'Halo',
      style: { position: { x: 50, y: 40 }, size: 4, align: 'centre' },
      format: { aspect: '9:16' },
    })
    expect(free.report.warnings).toEqual([])
  })
})

describe('the brand', () => {
  test('shows its logo, the page and where to swipe, but not on the last slide', async () => {
    const bare = await make({})
    const differs = (made: Made, [x, y, width, height]: [number, number, number, number]) => {
      let count = 0
      for (let across = x; across < x + width; across += 0.005)
        for (let down = y; down < y + height; down += 0.005)
          if (String(made.colour(across, down)) !== String(bare.colour(across, down))) count++
      return count
    }
    const [topLeft, topRight, bottomRight] = [
      [0, 0, 0.25, 0.15],
      [0.8, 0, 0.2, 0.15],
      [0.85, 0.85, 0.15, 0.15],
    ] as [number, number, number, number][]
    const logo = await make({ brand: { logo: 'quarters' } })
    expect(found(logo, '#ff0000').right).toBeLessThan(0.2)
    const [pages, second, arrow, last] = [
      await make({ brand: { pageNumbers: true } }),
      await make({ brand: { pageNumbers: true }, at: 1 }),
      await make({ brand: { arrow: true } }),
      await make({ brand: { arrow: true }, at: 1 }),
    ]
    expect(differs(pages, topRight as never)).toBeGreaterThan(20)
    expect(pages.bytes.equals(second.bytes)).toBe(false)
    expect(differs(arrow, bottomRight as never)).toBeGreaterThan(20)
    expect([differs(last, bottomRight as never), differs(pages, topLeft as never)]).toEqual([0, 0])
  })
})
