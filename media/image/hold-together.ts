const units =
  /^(kg|gr?|gram|mg|ml|l|liter|cc|cm|mm|km|m²?|inci|rb|ribu|jt|juta|miliar|pcs|buah|lusin|pasang|porsi|botol|paket|menit|mnt|jam|hari|minggu|bulan|tahun|detik|orang|kali|x|gb|mb|mah|watt|w|kkal|wib|wita|wit|pagi|siang|sore|malam|januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|%|°c?)(?![\p{L}\p{N}])/iu
const pictured = '(?:\\p{Emoji_Presentation}|\\p{Extended_Pictographic}\\uFE0F)'
const emojiFirst = new RegExp(`^\\s*${pictured}`, 'u')
const emojiLast = new RegExp(`${pictured}\\p{Emoji_Modifier}?\\s*$`, 'u')
const emojiRow = new RegExp(`(?:${pictured}\\s*){4}$`, 'u')

/** Whether a line must not end at `at`, a place where UAX 14 would let it: what Indonesian and good manners forbid. */
export function holdsTogether(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 40), at)
  const after = text.slice(at, at + 24)
  // `kata-kata`, `se-Indonesia`, `non-stop`, `90-an`, and `09.00–17.00`.
  if (/[\p{L}\p{N}][-‐]$/u.test(before) && /^[\p{L}\p{N}]/u.test(after)) return true
  if (/\p{N}[–-]$/u.test(before) && /^\p{N}/u.test(after)) return true
  // `Rp 99.000`, `No. 5`, and a number and its unit.
  if (/(?:\b(?:Rp|IDR|USD|No|Jl|hlm)|[$€])\.?\s*$/iu.test(before) && /^\p{N}/u.test(after)) return true
  if (/\p{N}\s*$/u.test(before) && units.test(after)) return true
  if (splitsSlash(text, at)) return true
  // Dashes and arrows end a line, they do not begin one.
  if (/\s$/.test(before) && /^[–—→»]/.test(after)) return true
  return splitsEmoji(text, before, after)
}

/** `85.000/toples` and `dan/atau` are words; an address may break at its slashes, but not after `https://`. */
function splitsSlash(text: string, at: number): boolean {
  if (text[at - 1] !== '/') return false
  const word = wordAt(text, at)
  return text[at - 2] === '/' || (word.length <= 18 && !isAddress(word))
}

/** An emoji stays with the words it follows; where a text begins with one, they are signs before its points and stay with what they lead. */
function splitsEmoji(text: string, before: string, after: string): boolean {
  if (emojiFirst.test(text)) return emojiLast.test(before) && !emojiFirst.test(after)
  return emojiFirst.test(after) && !emojiRow.test(before)
}

/** What stands between blanks around a place. */
export function wordAt(text: string, at: number): string {
  return (/\S*$/.exec(text.slice(0, at))?.[0] ?? '') + (/^\S*/.exec(text.slice(at))?.[0] ?? '')
}

/** An address on the net, of mail or of an account: no letter of it may be added or changed. */
export function isAddress(word: string): boolean {
  return /:\/\/|^www\.|^[@#]|@|\p{L}\.\p{L}{2,}\/?/u.test(word)
}
