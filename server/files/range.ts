export type Range = { start: number; end: number } | 'whole' | 'unsatisfiable'

/**
 * Reads a Range header against a size (RFC 9110 §14.2). Both ends are inclusive. Several ranges, other units and what is
 * malformed are answered with the whole, as the RFC allows.
 */
export function readRange(header: string | undefined, size: number): Range {
  const match = header?.match(/^bytes=\s*(\d*)-(\d*)\s*$/i)
  if (!match || (!match[1] && !match[2])) return 'whole'
  if (!match[1]) {
    const last = Number(match[2])
    return last === 0 || size === 0 ? 'unsatisfiable' : { start: Math.max(0, size - last), end: size - 1 }
  }
  const start = Number(match[1])
  const end = match[2] ? Math.min(Number(match[2]), size - 1) : size - 1
  if (match[2] && Number(match[2]) < start) return 'whole'
  return start >= size ? 'unsatisfiable' : { start, end }
}
