import type { ModelOffer } from '../api-types.ts'
import type { CatalogApp } from './catalog-query.ts'
import type { Wanted } from './compare-ways.ts'

/** The calculator's settings as the address keeps them. Whatever it says, they come out as something that is sold. */
export interface Wish extends Wanted {
  app: CatalogApp
  model: ModelOffer
  /** What one result is called. */
  unit: 'video' | 'set' | 'picture'
  /** Lengths and sizes that change the price; none where they do not. */
  lengths: number[]
  sizes: string[]
  size?: string
}

export const most = { day: 1_000, month: 30_000 } as const

const short = [3, 5, 8, 10, 15, 30]
const long = [600, 3_600, 10_800, 28_800, 43_200]
const pictures = ['1080x1080', '1080x1350', '1080x1920', '2048x2048', '4096x4096']

/** Null while nothing is sold. */
export function readWish(search: Record<string, unknown>, apps: readonly CatalogApp[]): Wish | null {
  const app = apps.find(({ id, models }) => id === search.app && models.length > 0) ?? firstOf(apps)
  if (!app) return null
  const model = app.models.find(({ modelKey }) => nameInAddress(modelKey) === search.model) ?? app.models[0]!
  const per = search.per === 'month' ? 'month' : 'day'
  const lengths = model.terms.perSecond ? lengthsOf(model.capabilities) : []
  const sizes = model.terms.perMegapixel ? sizesOf(model.capabilities) : []
  const seconds = lengths.find((each) => each === search.seconds) ?? lengths[Math.min(1, lengths.length - 1)]
  const size = sizes.find((each) => each === search.size) ?? sizes[Math.min(1, sizes.length - 1)]
  return {
    app,
    model,
    per,
    count: whole(search.count, most[per]) ?? (per === 'day' ? 10 : 100),
    unit: model.terms.per ?? 'video',
    lengths,
    sizes,
    ...(seconds === undefined ? {} : { seconds }),
    ...(size === undefined ? {} : { size, megapixels: megapixels(size) }),
  }
}

/** `video-mixer:ffmpeg-standard` → `ffmpeg-standard`: the app stands beside it. */
export function nameInAddress(modelKey: string): string {
  return modelKey.slice(modelKey.indexOf(':') + 1)
}

/** Apps that can be used come first. */
function firstOf(apps: readonly CatalogApp[]): CatalogApp | undefined {
  const priced = apps.filter(({ models }) => models.length > 0)
  return priced.find(({ status }) => status === 'ready') ?? priced[0]
}

/** What the model names, else the usual ones within its bounds. */
function lengthsOf({ seconds, minSeconds, maxSeconds }: Record<string, unknown>): number[] {
  if (Array.isArray(seconds) && seconds.every((each) => typeof each === 'number')) return seconds
  const max = typeof maxSeconds === 'number' ? maxSeconds : 30
  const min = typeof minSeconds === 'number' ? minSeconds : 0
  const usual = max >= long[0]! ? long : short
  return usual.filter((each) => each >= min && each <= max)
}

function sizesOf({ maxWidth, maxHeight }: Record<string, unknown>): string[] {
  return pictures.filter((each) => {
    const [width = 0, height = 0] = each.split('x').map(Number)
    return width <= Number(maxWidth ?? Infinity) && height <= Number(maxHeight ?? Infinity)
  })
}

function megapixels(size: string): number {
  const [width = 0, height = 0] = size.split('x').map(Number)
  return (width * height) / 1e6
}

function whole(value: unknown, max: number): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 ? Math.min(value, max) : null
}
