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

/** The nearest weight the family has. */
export function weightOf(family: FamilyId, wished: number): number {
  const [thinnest, boldest] = families[family].weights
  return Math.min(boldest, Math.max(thinnest, wished))
}

/** What the files of a family are called where they are registered: its basic letters, more of Latin, and Vietnamese. */
export function fontFiles(family: FamilyId): [string, string, string] {
  return [`slide-${family}`, `slide-${family}-ext`, `slide-${family}-vi`]
}

/** The family and those that help out where it lacks a letter, as a canvas takes them. */
export function fontStack(family: FamilyId): string {
  return [...fontFiles(family), 'slide-cyrillic', 'slide-arabic', 'slide-sc']
    .map((name) => `"${name}"`)
    .join(', ')
}

export function cssFont({ family, weight }: { family: FamilyId; weight: number }, pixels: number): string {
  return `${weight} ${pixels}px ${fontStack(family)}`
}
