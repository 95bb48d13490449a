import { breakEvenly, breakGreedily, type Line, type Measured, spanOf } from '#media/image/break-lines.ts'
import { openDrawing } from '#media/image/canvas.ts'
import { familyIds } from '#media/image/families.ts'
import { segmentsOf } from '#media/image/split-text.ts'
import { sampleTexts } from './texts.ts'

/** How much less uneven lines are than those of greedy wrapping in as many lines: the mean over texts, widths and faces, as a share. */
export async function measureRaggedness(): Promise<{ gain: number; texts: number }> {
  const drawing = await openDrawing([])
  let [even, greedy, texts] = [0, 0, 0]
  for (const family of familyIds)
    for (const text of sampleTexts.map((each) => each.replaceAll('*', '')))
      for (const room of [6500, 8000, 10_000, 13_000, 17_000]) {
        const width = (part: string) => drawing.width(part, { family, weight: 700 })
        const segments = segmentsOf(text).map(({ from, to }): Measured => {
          const part = text.slice(from, to)
          return { from, to, width: width(part), widthAtEnd: width(part.trimEnd()) }
        })
        const [walk, best] = [breakGreedily(segments, room), breakEvenly(segments, room)]
        if (!walk || !best || walk.length < 2) continue
        texts++
        greedy += raggedness(segments, walk, room)
        even += raggedness(segments, best, room)
      }
  return { gain: even / greedy - 1, texts }
}

/** How uneven lines are: the standard deviation of their widths as a share of the room. */
function raggedness(segments: readonly Measured[], lines: readonly Line[], room: number): number {
  const widths = lines.map(({ first, end }) => spanOf(segments, first, end) / room)
  const mean = widths.reduce((sum, width) => sum + width, 0) / widths.length
  return Math.sqrt(widths.reduce((sum, width) => sum + (width - mean) ** 2, 0) / widths.length)
}
