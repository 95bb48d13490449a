import { cssFont, type FamilyId, fontFiles } from '#media/image/families.ts'
import type { Drawing, Picture } from '#media/image/slide.ts'
import { clustersOf, isEmoji } from '#media/image/split-text.ts'

const fonts: Record<string, string> = {
  'slide-montserrat': new URL(
    '../../node_modules/@fontsource-variable/montserrat/files/montserrat-latin-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-montserrat-ext': new URL(
    '../../node_modules/@fontsource-variable/montserrat/files/montserrat-latin-ext-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-jakarta': new URL(
    '../../node_modules/@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-jakarta-ext': new URL(
    '../../node_modules/@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-ext-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-playfair': new URL(
    '../../node_modules/@fontsource-variable/playfair-display/files/playfair-display-latin-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-playfair-ext': new URL(
    '../../node_modules/@fontsource-variable/playfair-display/files/playfair-display-latin-ext-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-baloo': new URL(
    '../../node_modules/@fontsource-variable/baloo-2/files/baloo-2-latin-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-baloo-ext': new URL(
    '../../node_modules/@fontsource-variable/baloo-2/files/baloo-2-latin-ext-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-oswald': new URL(
    '../../node_modules/@fontsource-variable/oswald/files/oswald-latin-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-oswald-ext': new URL(
    '../../node_modules/@fontsource-variable/oswald/files/oswald-latin-ext-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-montserrat-vi': new URL(
    '../../node_modules/@fontsource-variable/montserrat/files/montserrat-vietnamese-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-jakarta-vi': new URL(
    '../../node_modules/@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-vietnamese-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-playfair-vi': new URL(
    '../../node_modules/@fontsource-variable/playfair-display/files/playfair-display-vietnamese-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-baloo-vi': new URL(
    '../../node_modules/@fontsource-variable/baloo-2/files/baloo-2-vietnamese-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-oswald-vi': new URL(
    '../../node_modules/@fontsource-variable/oswald/files/oswald-vietnamese-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-cyrillic': new URL(
    '../../node_modules/@fontsource-variable/montserrat/files/montserrat-cyrillic-wght-normal.woff2',
    import.meta.url,
  ).href,
  'slide-arabic': new URL(
    '../../node_modules/@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-700-normal.woff2',
    import.meta.url,
  ).href,
  'slide-sc': new URL(
    '../../node_modules/@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-700-normal.woff2',
    import.meta.url,
  ).href,
}

const loading = new Map<string, Promise<unknown>>()
const emoji = new Map<string, Picture>()
const pictures = new Map<string, Promise<HTMLImageElement>>()

/** What the preview draws with: the server's own font files, only those the texts need. */
export async function browserDrawing(family: FamilyId, texts: readonly string[]): Promise<Drawing> {
  const all = texts.join('')
  const [basic, ...more] = fontFiles(family)
  const needed = [basic, 'slide-montserrat']
  if (/[^\p{ASCII}\u00a0-\u00ff\u2000-\u206f]/u.test(all)) needed.push(...more, 'slide-cyrillic')
  if (/\p{Script=Arabic}/u.test(all)) needed.push('slide-arabic')
  if (/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(all)) needed.push('slide-sc')
  const clusters = [...new Set(texts.flatMap(clustersOf).filter(isEmoji))].filter(
    (cluster) => !emoji.has(cluster),
  )
  await Promise.all([...needed.map(loadFont), ...clusters.map(loadEmoji)])
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

function loadFont(name: string): Promise<unknown> {
  const known = loading.get(name)
  if (known) return known
  const face = new FontFace(name, `url(${fonts[name]})`, {
    weight: /arabic|sc$/.test(name) ? '700' : '200 900',
  })
  const loaded = face.load().then(() => document.fonts.add(face))
  loading.set(name, loaded)
  return loaded
}

async function loadEmoji(cluster: string): Promise<void> {
  const { emojiAddresses } = await import('./emoji-addresses.ts')
  for (const url of emojiAddresses(cluster)) {
    const image = await loadPicture(url).catch(() => null)
    if (image) return void emoji.set(cluster, image)
  }
}
