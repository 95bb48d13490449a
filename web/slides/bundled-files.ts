/** One of the files a result was bundled from, by where it lies in it. */
export interface BundledFile {
  /** What it is saved as: `set_01/slide_02.jpg` is `set_01_slide_02.jpg`. */
  name: string
  /** By the ending of its name. */
  type: string
  from: number
  bytes: number
}

const types: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
}
const most = 200

/** The files a result was bundled from, in their order, as its recipe lists them. None where it lists none, or where anything in the list is not right. */
export function bundledFiles(output: { bytes: number; recipe?: Record<string, unknown> }): BundledFile[] {
  const listed = output.recipe?.files
  if (!Array.isArray(listed) || listed.length > most) return []
  const files = listed.map((file: unknown) => fileFrom(file, output.bytes))
  const right = files.filter((file) => file !== null)
  const names = new Set(right.map(({ name }) => name))
  return names.size === listed.length ? right : []
}

export function isPicture({ type }: Pick<BundledFile, 'type'>): boolean {
  return type.startsWith('image/')
}

/** The picture that stands before the files it was bundled with: what every page shows of the result. */
export function overviewOf(
  output: { name: string; type: string },
  files: readonly BundledFile[],
): BundledFile {
  return {
    name: output.name,
    type: output.type,
    from: 0,
    bytes: Math.min(...files.map(({ from }) => from)),
  }
}

function fileFrom(listed: unknown, within: number): BundledFile | null {
  if (typeof listed !== 'object' || listed === null) return null
  const { name, from, bytes } = listed as Record<string, unknown>
  const named = nameFrom(name)
  if (!named || !isCount(from) || !isCount(bytes) || from + bytes > within) return null
  return { ...named, from, bytes }
}

function nameFrom(name: unknown): Pick<BundledFile, 'name' | 'type'> | null {
  if (typeof name !== 'string' || name.length > 120) return null
  const parts = name.split('/')
  if (parts.some((part) => !part || part.startsWith('.') || /[\p{C}\\:*?"<>|]/u.test(part))) return null
  const type = types[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '']
  return type ? { name: parts.join('_'), type } : null
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0
}
