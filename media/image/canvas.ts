import { dirname, join } from 'node:path'
import { type Canvas, createCanvas, GlobalFonts, type Image, ImageData, loadImage } from '@napi-rs/canvas'
import sharp from 'sharp'
import {
  cssFont,
  type Family,
  families,
  familyIds,
  fontFiles,
  helperNames,
  helpers,
  ownFontName,
  type Weights,
} from './families.ts'
import { NotFont, readFont } from './read-font.ts'
import type { Drawing, Picture } from './slide.ts'
import { clustersOf, emojiNames, isEmoji } from './split-text.ts'

let ready = false

/**
 * What slides are drawn with on the server; `fonts` are files of fonts that are not bundled, by their family. Register once, measure at a thousand pixels an em so that rounding is the same everywhere.
 * Throws `NotFont` for a file that is none.
 */
export async function openDrawing(
  texts: readonly string[],
  fonts: Readonly<Record<Family, string>> = {},
): Promise<Drawing> {
  registerFonts()
  const own = new Map<Family, Weights>()
  for (const [family, file] of Object.entries(fonts)) own.set(family, await registerOwn(family, file))
  const measure = createCanvas(1, 1).getContext('2d')
  const emoji = new Map<string, Picture>()
  for (const cluster of new Set(texts.flatMap(clustersOf).filter(isEmoji))) {
    const picture = await emojiPicture(cluster)
    if (picture) emoji.set(cluster, picture as unknown as Picture)
  }
  return {
    canvas: (width, height) => {
      const canvas = createCanvas(width, height)
      return { canvas, context: canvas.getContext('2d') } as unknown as ReturnType<Drawing['canvas']>
    },
    emoji,
    own,
    width(text, font) {
      measure.font = cssFont(font, 1000)
      return Math.round(measure.measureText(text).width)
    },
  }
}

export interface Photo {
  picture: Picture
  width: number
  height: number
}

/**
 * Reads a photo once, shrunk while it is read to what the slide needs: turned as its flag says, in sRGB, the first frame of an animation,
 * clear parts white. Throws what sharp throws for what is no picture.
 */
export async function readPhoto(file: string, size: { width: number; height: number }): Promise<Photo> {
  const { data, info } = await sharp(file, { limitInputPixels: 200_000_000, pages: 1 })
    .rotate()
    .toColourspace('srgb')
    .flatten({ background: '#ffffff' })
    .resize({ ...size, fit: 'outside', withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const canvas = createCanvas(info.width, info.height)
  const pixels = new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength)
  canvas.getContext('2d').putImageData(new ImageData(pixels, info.width, info.height), 0, 0)
  return { picture: canvas as unknown as Picture, width: info.width, height: info.height }
}

/** The mark of a brand keeps its clear parts. */
export async function readLogo(file: string): Promise<Photo> {
  const bytes = await sharp(file).rotate().resize({ width: 600, height: 600, fit: 'inside' }).png().toBuffer()
  const image: Image = await loadImage(bytes)
  return { picture: image as unknown as Picture, width: image.width, height: image.height }
}

/** The pixels of a drawn canvas: red, green, blue and alpha, colours multiplied by alpha. */
export function canvasPixels(canvas: Picture): Uint8Array {
  return (canvas as unknown as Canvas).data()
}

function registerFonts(): void {
  if (ready) return
  ready = true
  for (const id of familyIds) {
    const { from, file } = families[id]
    const [basic, more, vietnamese] = fontFiles(id)
    register(`${from}/files/${file}-latin-wght-normal.woff2`, basic)
    register(`${from}/files/${file}-latin-ext-wght-normal.woff2`, more)
    register(`${from}/files/${file}-vietnamese-wght-normal.woff2`, vietnamese)
  }
  register('@fontsource-variable/montserrat/files/montserrat-cyrillic-wght-normal.woff2', 'slide-cyrillic')
  for (const name of helperNames) register(helpers[name].file, name)
}

function register(file: string, name: string): void {
  if (!GlobalFonts.registerFromPath(Bun.resolveSync(file, import.meta.dir), name))
    throw new Error(`The font ${file} cannot be read.`)
}

/** From memory: the file may be gone before the process is. */
async function registerOwn(family: Family, file: string): Promise<Weights> {
  const bytes = await Bun.file(file).bytes()
  const { weights } = readFont(bytes)
  if (!GlobalFonts.register(Buffer.from(bytes), ownFontName(family)))
    throw new NotFont('The font cannot be drawn with.')
  return weights
}

async function emojiPicture(cluster: string): Promise<Image | null> {
  const folder = dirname(Bun.resolveSync('@twemoji/svg/package.json', import.meta.dir))
  for (const name of emojiNames(cluster)) {
    const file = Bun.file(join(folder, `${name}.svg`))
    if (await file.exists())
      return loadImage(
        await sharp(await file.bytes(), { density: 576 })
          .resize(288, 288)
          .png()
          .toBuffer(),
      )
  }
  return null
}
