import { clustersOf, isEmoji } from './split-text.ts'
import type { Run } from './text-document.ts'

/** A line's letters and pictures, in pieces that are drawn alike. */
export function partsOf(text: string, stressed: readonly boolean[]): Omit<Run, 'x' | 'width'>[] {
  const parts: Omit<Run, 'x' | 'width'>[] = []
  let at = 0
  for (const cluster of clustersOf(text)) {
    const [emoji, stress] = [isEmoji(cluster), stressed[at] ?? false]
    const last = parts.at(-1)
    if (last && !emoji && !last.emoji && last.stressed === stress) last.text += cluster
    else parts.push({ text: cluster, stressed: stress, emoji })
    at += cluster.length
  }
  return parts
}
