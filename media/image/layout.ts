import { breakEvenly, breakGreedily } from './break-lines.ts'
import { placeLines } from './place-lines.ts'
import { Setting } from './setting.ts'
import type { Fonts, TextDocument, TextLayout } from './text-document.ts'
import { descent } from './text-metrics.ts'

/** Of the largest size that fits: how much of it is given up for a shape with fewer lines. */
const givenUp = 0.16

/** Sets a text into its box. Pure: the same document and font files give the same runs in the browser and on the server. */
export function layout(document: TextDocument, fonts: Fonts): TextLayout {
  const setting = new Setting(document, fonts)
  const { floor, box, size } = document
  const tallest = box.height / (setting.ascent + descent + 2 * setting.inset.y)
  const top = Math.max(floor, size === 'auto-fit' ? Math.min(document.most, tallest) : size)
  // Hyphens come last: first smaller letters, as long as they stay comfortable to read.
  const comfortable = Math.min(top, floor * 1.5)
  const largest = setting.largest(top, comfortable, false)
  const whole = largest !== null && size === 'auto-fit' ? inFewerLines(setting, largest, floor) : largest
  const fit = whole ?? setting.largest(comfortable, floor, true)
  const chosen = fit ?? floor
  const lines = setting.lines(chosen, whole === null, breakEvenly, fit === null) ?? []
  const room = Math.max(1, setting.capacity(chosen))
  return placeLines(setting, chosen, lines.slice(0, room), lines.length > room)
}

/** Letters a little smaller may stand in fewer lines that are no less even; a person's own lines are kept whole that way. */
function inFewerLines(setting: Setting, largest: number, floor: number): number {
  const least = Math.max(floor, largest * (1 - givenUp))
  let best = largest
  for (let size: number | null = largest; size !== null; ) {
    const lines: number = setting.lines(size, false, breakGreedily)?.length ?? 1
    size = lines > 1 ? setting.largest(size, least, false, lines - 1) : null
    if (size !== null && setting.unevenness(size) <= setting.unevenness(best) + 0.02) best = size
  }
  return best
}
