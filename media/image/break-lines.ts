/** What a stretch between two possible line ends takes, in thousandths of an em. */
export interface Measured {
  from: number
  to: number
  width: number
  /** Without the blanks at its end, where it ends a line; with a hyphen where one is put there. */
  widthAtEnd: number
  hyphen?: boolean
  /** How well a line ends here: above nothing where its sense goes on, below where it pauses. */
  strain?: number
}

export interface Line {
  /** Places of the first segment and the one after the last. */
  first: number
  end: number
}

/** As many words on each line as fit: the fewest lines there can be. Null when one segment alone is too wide. */
export function breakGreedily(segments: readonly Measured[], room: number): Line[] | null {
  const lines: Line[] = []
  let first = 0
  let width = 0
  for (const [n, segment] of segments.entries()) {
    if (segment.widthAtEnd > room) return null
    if (n > first && width + segment.widthAtEnd > room) {
      // A hyphen the line would end with may be what no longer fits.
      let end = n
      while (end - 1 > first && spanOf(segments, first, end) > room) end--
      lines.push({ first, end })
      first = end
      width = segments.slice(end, n).reduce((sum, each) => sum + each.width, 0)
    }
    width += segment.width
  }
  if (segments.length > first) lines.push({ first, end: segments.length })
  return lines.every((line) => spanOf(segments, line.first, line.end) <= room) ? lines : null
}

/** In the fewest lines possible, those that differ least in width and end where the sense does; a last line of one word is avoided, and hyphens too. */
export function breakEvenly(segments: readonly Measured[], room: number): Line[] | null {
  const greedy = breakGreedily(segments, room)
  if (!greedy || greedy.length < 2) return greedy
  const total = segments.reduce((sum, { width }) => sum + width, 0)
  const mean = total / greedy.length
  const count = segments.length
  let costs: number[] = Array.from({ length: count + 1 }, (_, n) => (n === 0 ? 0 : Number.POSITIVE_INFINITY))
  const starts: number[][] = []
  for (let line = 0; line < greedy.length; line++) {
    const next = new Array<number>(count + 1).fill(Number.POSITIVE_INFINITY)
    const start = new Array<number>(count + 1).fill(-1)
    for (let first = line; first < count; first++) {
      const before = costs[first] ?? Number.POSITIVE_INFINITY
      if (before === Number.POSITIVE_INFINITY) continue
      let inner = 0
      for (let end = first + 1; end <= count; end++) {
        const last = segments[end - 1] as Measured
        const width = inner + last.widthAtEnd
        inner += last.width
        if (inner - last.width > room) break
        if (width > room) continue
        const gap = (width - mean) / room
        const widow = end === count && end - first === 1 && width < room / 2 ? 0.35 : 0
        const strain = end === count ? 0 : (last.strain ?? 0)
        const cost = before + gap * gap + widow + strain + (last.hyphen ? 0.2 : 0)
        if (cost < (next[end] ?? 0)) {
          next[end] = cost
          start[end] = first
        }
      }
    }
    starts.push(start)
    costs = next
  }
  if (costs[count] === Number.POSITIVE_INFINITY) return greedy
  const lines: Line[] = []
  let end = count
  for (const start of starts.toReversed()) {
    const first = start[end] ?? 0
    lines.unshift({ first, end })
    end = first
  }
  return lines
}

export function spanOf(segments: readonly Measured[], first: number, end: number): number {
  let width = 0
  for (let n = first; n < end - 1; n++) width += segments[n]?.width ?? 0
  return width + (segments[end - 1]?.widthAtEnd ?? 0)
}
