/**
 * The bundled families, all under the SIL Open Font License 1.1 and shipped by their npm packages with their licences. `weights` are the
 * thinnest and the boldest a family was drawn in; nothing in between or beyond is made up.
 */
export const families = {
  montserrat: {
    name: 'Montserrat',
    from: '@fontsource-variable/montserrat',
    file: 'montserrat',
    weights: [100, 900],
  },
  jakarta: {
    name: 'Plus Jakarta Sans',
    from: '@fontsource-variable/plus-jakarta-sans',
    file: 'plus-jakarta-sans',
    weights: [200, 800],
  },
  playfair: {
    name: 'Playfair Display',
    from: '@fontsource-variable/playfair-display',
    file: 'playfair-display',
    weights: [400, 900],
  },
  baloo: { name: 'Baloo 2', from: '@fontsource-variable/baloo-2', file: 'baloo-2', weights: [400, 800] },
  oswald: { name: 'Oswald', from: '@fontsource-variable/oswald', file: 'oswald', weights: [200, 700] },
} as const

export type FamilyId = keyof typeof families
export const familyIds = Object.keys(families) as [FamilyId, ...FamilyId[]]

/** The thinnest and the boldest a font comes in. */
export type Weights = readonly [number, number]

/** What letters are drawn in: one of the bundled families, or a font of somebody's own by the id of its file. */
export type Family = string

export function isBundled(family: Family): family is FamilyId {
  return Object.hasOwn(families, family)
}

/** The nearest weight the family has. `own` are the weights of fonts that are not bundled. */
export function weightOf(
  family: Family,
  wished: number,
  own: ReadonlyMap<Family, Weights> = new Map(),
): number {
  const [thinnest, boldest] = isBundled(family)
    ? families[family].weights
    : (own.get(family) ?? [wished, wished])
  return Math.min(boldest, Math.max(thinnest, wished))
}

/** What the files of a family are called where they are registered: its basic letters, more of Latin, and Vietnamese. */
export function fontFiles(family: FamilyId): [string, string, string] {
  return [`slide-${family}`, `slide-${family}-ext`, `slide-${family}-vi`]
}

/**
 * The faces that help out where a family lacks a letter, in the order they are asked, each in the one weight it comes in. `letters` are those
 * it may be needed for: the browser loads it only for them.
 */
export const helpers = {
  'slide-arabic': {
    file: '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-700-normal.woff2',
    letters: /\p{Script=Arabic}/u,
  },
  'slide-sc': {
    file: '@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-700-normal.woff2',
    letters: /[\p{Script=Han}\u2191\u2193\u3000-\u312f\u3220-\u3224\u32a3\u339c-\u33a1\uff00-\uffef]/u,
  },
  'slide-greek': {
    file: '@fontsource/noto-sans/files/noto-sans-greek-700-normal.woff2',
    letters: /[\u0370-\u03ff]/,
  },
  'slide-greek-ext': {
    file: '@fontsource/noto-sans/files/noto-sans-greek-ext-700-normal.woff2',
    letters: /[\u1f00-\u1fff]/,
  },
  'slide-hebrew': {
    file: '@fontsource/noto-sans-hebrew/files/noto-sans-hebrew-hebrew-700-normal.woff2',
    letters: /[\p{Script=Hebrew}₪]/u,
  },
  'slide-thai': {
    file: '@fontsource/noto-sans-thai/files/noto-sans-thai-thai-700-normal.woff2',
    letters: /[\u0e00-\u0e7f]/,
  },
  'slide-devanagari': {
    file: '@fontsource/noto-sans/files/noto-sans-devanagari-700-normal.woff2',
    letters: /[\p{Script=Devanagari}\u0964\u0965₹]/u,
  },
  'slide-kr': {
    file: '@fontsource/noto-sans-kr/files/noto-sans-kr-korean-700-normal.woff2',
    letters: /\p{Script=Hangul}/u,
  },
} as const

export type HelperName = keyof typeof helpers
export const helperNames = Object.keys(helpers) as HelperName[]

/** Never by the name inside the file, which may be anybody's. */
export function ownFontName(id: string): string {
  return `own-${id}`
}

/** The family and those that help out where it lacks a letter, as a canvas takes them. */
export function fontStack(family: Family): string {
  const files = isBundled(family) ? fontFiles(family) : [ownFontName(family), ...fontFiles('montserrat')]
  return [...files, 'slide-cyrillic', ...helperNames].map((name) => `"${name}"`).join(', ')
}

export function cssFont({ family, weight }: { family: Family; weight: number }, pixels: number): string {
  return `${weight} ${pixels}px ${fontStack(family)}`
}
