const longest = 180

/**
 * A file's name as people may read it: what they gave, without control characters, path separators and marks that reverse
 * the text's direction. Never used as a path. Long names lose their middle, not their ending.
 */
export function cleanName(given: string): string {
  const name = given
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[\\/]+/g, '_')
    .replace(/ +/g, ' ')
    .trim()
  if (/^\.*$/.test(name)) return 'file'
  const letters = [...name]
  if (letters.length <= longest) return name
  const ending = letters.slice(-20)
  return [...letters.slice(0, longest - ending.length - 1), '…', ...ending].join('')
}
