import {
  cssFont,
  type Family,
  fontFiles,
  helperNames,
  helpers,
  isBundled,
  ownFontName,
  type Weights,
} from '#media/image/families.ts'
import type { Drawing, Picture } from '#media/image/slide.ts'
import { clustersOf, isEmoji } from '#media/image/split-text.ts'
import { fontAddresses } from './font-addresses.ts'

const loading = new Map<string, Promise<unknown>>()
const emoji = new Map<string, Picture>()
const pictures = new Map<string, Promise<HTMLImageElement>>()

/** What the preview draws with: the server's own font files, only those the texts need. `own` is the font of a family that is not bundled. */
export async function browserDrawing(
  family: Family,
  texts: readonly string[],
  own?: { url: string; weights: Weights },
): Promise<Drawing> {
  const all = texts.join('')
  const [basic, ...more] = fontFiles(isBundled(family) ? family : 'montserrat')
  const needed = [basic, 'slide-montserrat']
  if (/[^\p{ASCII}\u00a0-\u00ff\u2000-\u206f]/u.test(all)) needed.push(...more, 'slide-cyrillic')
  needed.push(...helperNames.filter((name) => helpers[name].letters.test(all)))
  const clusters = [...new Set(texts.flatMap(clustersOf).filter(isEmoji))].filter(
    (cluster) => !emoji.has(cluster),
  )
  await Promise.all([
    ...needed.map((name) => loadFont(name, fontAddresses[name] ?? '', name in helpers ? '700' : '200 900')),
    own && loadFont(ownFontName(family), own.url, '1 1000'),
    ...clusters.map(loadEmoji),
  ])
  const measure = document.createElement('canvas').getContext('2d')
  if (!measure) throw new Error('This browser has no canvas.')
  return {
    canvas(width, height) {
      const canvas = document.createElement('canvas')
      canvas.width = width
      canvas.height = height
      const context = canvas.getContext('2d')
      if (!context) throw new Error('This browser has no canvas.')
      return { canvas, context }
    },
    emoji,
    own: new Map(own ? [[family, own.weights]] : []),
    width(text, font) {
      measure.font = cssFont(font, 1000)
      return Math.round(measure.measureText(text).width)
    },
  }
}

export function loadPicture(url: string): Promise<HTMLImageElement> {
  const known = pictures.get(url)
  if (known) return known
  const image = new Image()
  image.src = url
  const loaded = image.decode().then(() => image)
  pictures.set(url, loaded)
  loaded.catch(() => pictures.delete(url))
  return loaded
}

function loadFont(name: string, url: string, weight: string): Promise<unknown> {
  const known = loading.get(name)
  if (known) return known
  const face = new FontFace(name, `url(${JSON.stringify(url)})`, { weight })
  const loaded = face.load().then(() => document.fonts.add(face))
  loading.set(name, loaded)
  loaded.catch(() => loading.delete(name))
  return loaded
}

async function loadEmoji(cluster: string): Promise<void> {
  const { emojiAddresses } = await import('./emoji-addresses.ts')
  for (const url of emojiAddresses(cluster)) {
    const image = await loadPicture(url).catch(() => null)
    if (image) return void emoji.set(cluster, image)
  }
}
