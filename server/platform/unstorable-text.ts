/**
 * Where a value holds text that the database cannot keep: a NUL, or half of a surrogate pair. Null when it can be kept. Keys count
 * as text of the object they are in.
 */
export function unstorableText(value: unknown, path: (string | number)[] = []): (string | number)[] | null {
  if (typeof value === 'string') return isStorable(value) ? null : path
  if (value === null || typeof value !== 'object') return null
  for (const [key, inner] of Object.entries(value)) {
    if (!isStorable(key)) return path
    const found = unstorableText(inner, [...path, Array.isArray(value) ? Number(key) : key])
    if (found) return found
  }
  return null
}

function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}
