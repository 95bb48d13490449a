import { isAddress, wordAt } from './hold-together.ts'
import { clustersOf, type Segment } from './split-text.ts'

/** Letters that are one sound, and so never parted. */
const sounds = /ng|ny|kh|sy|[a-z]/g
const vowel = /^[aeiou]$/
/** Sounds that begin a syllable together: `pro`, `kla`. */
const together = /^(?:[bdgkpst]r|[bgkps]l)$/

/** Parts of a word that is longer than a line: by syllable with a hyphen where it is a word, between characters where it is not. */
export function hyphenated(text: string, { from, to }: Segment): (Segment & { hyphen: boolean })[] {
  const address = isAddress(wordAt(text, from))
  const places: { at: number; hyphen: boolean }[] = []
  const syllables = new Set(address ? [] : syllablesOf(text.slice(from, to)))
  let at = from
  for (const cluster of clustersOf(text.slice(from, to))) {
    const [before, after] = [text.slice(from, at), text.slice(at, to)]
    const inWord = /\p{Script=Latin}$/u.test(before) && /^\p{Script=Latin}/u.test(after)
    if (at > from && syllables.has(at - from)) places.push({ at, hyphen: true })
    else if (at > from && (address || !inWord)) places.push({ at, hyphen: false })
    at += cluster.length
  }
  const ends = [...places, { at: to, hyphen: false }]
  return ends.map(({ at, hyphen }, n) => ({ from: ends[n - 1]?.at ?? from, to: at, hyphen }))
}

/** Where syllables of Indonesian words begin, two letters or more from either end: `per-tang-gung-ja-wab-an`, `de-ngan`. */
function syllablesOf(text: string): number[] {
  return [...text.matchAll(/[a-z]+/gi)].flatMap(({ 0: word, index: start }) => {
    const parts = [...word.toLowerCase().matchAll(sounds)].map(({ 0: sound, index }) => ({ sound, index }))
    const vowels = parts.flatMap(({ sound }, n) => (vowel.test(sound) ? [n] : []))
    return vowels.slice(1).flatMap((next, n) => {
      const last = vowels[n] as number
      const between = next - last - 1
      if (between === 0) return []
      const pair = parts
        .slice(next - 2, next)
        .map(({ sound }) => sound)
        .join('')
      const begin = parts[between > 1 && together.test(pair) ? next - 2 : next - 1]?.index ?? 0
      return begin >= 2 && word.length - begin >= 2 ? [start + begin] : []
    })
  })
}
