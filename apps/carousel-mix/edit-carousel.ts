import { InvalidInput } from '../define-app.ts'
import type { Readiness, StudioAsset } from '../define-editor.ts'
import { type CarouselInput, carouselInput, type Position } from './input.ts'
import { limits } from './limits.ts'
import { models } from './models.ts'
import { countSets } from './options.ts'
import { ownFonts } from './own-fonts.ts'
import { planCarousel } from './plan-carousel.ts'

const filled = [{ images: ['a'] }, { images: ['b'] }]
const empty = (): Position => ({ ...(complete({}).positions[0] as Position), images: [], texts: [] })

/** Three positions with nothing in them, three sets asked for. */
export function startCarousel(): CarouselInput {
  return { ...complete({ sets: 3, seed: drawSeed() }), positions: [empty(), empty(), empty()] }
}

/** A draft or an earlier run's input. What today's schema no longer takes falls back to its default, part by part. */
export function restoreCarousel(saved: unknown): CarouselInput | null {
  if (typeof saved !== 'object' || saved === null) return null
  const { positions, ...rest } = saved as Record<string, unknown>
  const settings = Object.entries(rest).filter(([key, value]) => fits({ [key]: value }))
  const kept = (Array.isArray(positions) ? positions : []).flatMap((position): Position[] => {
    if (typeof position !== 'object' || position === null) return []
    const { images } = position as { images?: unknown }
    const bare = Array.isArray(images) && images.length === 0
    const read = carouselInput.safeParse({
      positions: [{ ...position, images: bare ? ['a'] : images }, filled[1]],
      sets: 1,
    })
    const [first] = read.success ? read.data.positions : []
    return first ? [{ ...first, images: bare ? [] : first.images }] : []
  })
  while (kept.length < 2) kept.push(empty())
  return {
    ...complete({ sets: 3, ...Object.fromEntries(settings) }),
    positions: kept.slice(0, limits.positions),
  }
}

/** A font goes to the slide it was chosen for, and to all where it was for none. Pictures by name: files chosen for a position go there; a number at the start of a name says which (`2-kopi.jpg`); others fill what has least. */
export function addFiles(
  input: CarouselInput,
  files: readonly StudioAsset[],
  aimed: ReadonlyMap<string, number> = new Map(),
): CarouselInput {
  const positions = input.positions.map((position) => ({ ...position, images: [...position.images] }))
  for (const { id, name, kind } of files) {
    if (kind === 'font')
      for (const [at, position] of positions.entries())
        if ((aimed.get(name) ?? at) === at) position.style = { ...position.style, family: id }
    if (kind !== 'image') continue
    const numbered = Number(/^\D{0,12}?(\d{1,2})(?!\d)/.exec(name)?.[1]) - 1
    const least = positions.toSorted((a, b) => a.images.length - b.images.length)[0]
    const target = positions[aimed.get(name) ?? numbered] ?? least
    if (target && !target.images.includes(id) && target.images.length < limits.images) target.images.push(id)
  }
  return { ...input, positions }
}

export function filesOf({ positions, brand }: CarouselInput): string[] {
  const fonts = ownFonts({ positions }).map(({ assetId }) => assetId)
  const pictures = positions.flatMap(({ images }) => images)
  return [...new Set([...pictures, ...fonts, ...(brand.logo ? [brand.logo] : [])])]
}

export function forgetFiles(input: CarouselInput, gone: ReadonlySet<string>): CarouselInput {
  const { logo, ...brand } = input.brand
  const kept = <T extends { image: string }>(rules: T[]) => rules.filter(({ image }) => !gone.has(image))
  const { pair, exclude, weights } = input.constraints
  return {
    ...input,
    positions: input.positions.map((position) => ({
      ...position,
      images: position.images.filter((id) => !gone.has(id)),
      style: gone.has(position.style.family ?? '')
        ? { ...position.style, family: undefined }
        : position.style,
    })),
    brand: logo && !gone.has(logo) ? input.brand : brand,
    constraints: { ...input.constraints, pair: kept(pair), exclude: kept(exclude), weights: kept(weights) },
  }
}

/** Positions, and with them the rules that name one, as they are after one went. */
export function removePosition(input: CarouselInput, at: number): CarouselInput {
  const moved = <T extends { position: number }>(rules: T[]) =>
    rules
      .filter(({ position }) => position !== at)
      .map((rule) => ({ ...rule, position: rule.position - Number(rule.position > at) }))
  const { pair, exclude, weights } = input.constraints
  return {
    ...input,
    positions: input.positions.filter((_, n) => n !== at),
    constraints: {
      ...input.constraints,
      pair: moved(pair),
      exclude: moved(exclude),
      weights: moved(weights),
      skip: [],
      keep: [],
    },
  }
}

export function addPosition(input: CarouselInput): CarouselInput {
  const style = input.positions.at(-1)?.style ?? {}
  return { ...input, positions: [...input.positions, { ...empty(), style }] }
}

/** Texts by line, as pasted or from a CSV's first column; quotes of a CSV are taken off. */
export function textsFrom(pasted: string): string[] {
  const rows = pasted.match(/("(?:[^"]|"")*"|[^\n])+/g) ?? []
  return rows
    .map((row) =>
      (row.startsWith('"') ? (/^"((?:[^"]|"")*)"/.exec(row)?.[1] ?? row).replaceAll('""', '"') : row).trim(),
    )
    .filter((text) => text !== '')
    .map((text) => text.slice(0, limits.textLength))
    .slice(0, limits.texts)
}

/** Texts as `textsFrom` reads them: those of several lines in quotes. */
export function linesOf(texts: readonly string[]): string {
  return texts.map((text) => (/\n|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join('\n')
}

/** Columns of texts for the position at `at` and those after it. Rules name texts by their place, and go with them. */
export function putTexts(input: CarouselInput, at: number, columns: readonly string[][]): CarouselInput {
  const filled = (position: number) => columns[position - at] !== undefined
  const kept = <T extends { position: number }>(rules: T[]) => rules.filter((rule) => !filled(rule.position))
  const { pair, exclude } = input.constraints
  return {
    ...input,
    constraints: { ...input.constraints, pair: kept(pair), exclude: kept(exclude), keep: [] },
    positions: input.positions.map((position, n) => ({
      ...position,
      texts: columns[n - at] ?? position.texts,
    })),
  }
}

/** Asks the very rules the server will ask. */
export function checkCarousel(input: CarouselInput, assets: ReadonlyMap<string, StudioAsset>): Readiness {
  const bare = input.positions.findIndex(({ images }) => images.length === 0)
  if (bare >= 0)
    return {
      path: ['positions', bare],
      missing: { id: `Tambah foto untuk slide ${bare + 1}.`, en: `Add pictures for slide ${bare + 1}.` },
    }
  if (filesOf(input).some((id) => !assets.has(id)))
    return { missing: { id: 'Filemu sedang dimuat…', en: 'Your files are loading…' } }
  try {
    return { use: planCarousel(input, assets), modelKey: models[0]?.key ?? '' }
  } catch (cause) {
    if (!(cause instanceof InvalidInput)) throw cause
    const count = Number(cause.details.available)
    return {
      path: cause.path,
      missing:
        cause.path[0] === 'sets'
          ? {
              id: `Hanya ${count} set berbeda yang mungkin. Kurangi jumlahnya atau tambah foto dan teks.`,
              en: `Only ${count} different ${count === 1 ? 'set is' : 'sets are'} possible. Ask for fewer or add pictures and texts.`,
            }
          : { id: 'Aturannya tidak cocok dengan isi slide.', en: cause.message },
    }
  }
}

/** How many different sets there are; null while a position is empty. */
export function possibleSets(input: CarouselInput): bigint | null {
  return input.positions.some(({ images }) => images.length === 0) ? null : countSets(input)
}

export function drawSeed(): number {
  return Math.floor(Math.random() * 999_999) + 1
}

function complete(input: Record<string, unknown>): CarouselInput {
  return carouselInput.parse({ positions: filled, sets: 1, ...input })
}

function fits(input: Record<string, unknown>): boolean {
  return carouselInput.safeParse({ positions: filled, sets: 1, ...input }).success
}
