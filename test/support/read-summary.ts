export type Summary = { passed: number; failed: number; skipped: number; failures: string[] }

const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g')

/**
 * The counts with which `bun test` closes, and the titles that failed. Undefined when it never came to
 * closing: a test that ends the process ends the count too.
 */
export function readSummary(said: string): Summary | undefined {
  const lines = said.replaceAll(escapes, '').split('\n')
  const end = lines.findLastIndex((line) => /^Ran \d+ tests? across/.test(line))
  const start = lines.findLastIndex((line, at) => at < end && /^ *\d+ pass$/.test(line))
  if (start === -1) return undefined
  const count = (word: string) => {
    const line = lines.slice(start, end).find((each) => new RegExp(`^ *\\d+ ${word}$`).test(each))
    return Number.parseInt(line ?? '0', 10)
  }
  const failures = lines.flatMap((line) => /^(?:\(fail\)|✗) (.+?)(?: \[[\d.]+m?s\])?$/.exec(line)?.[1] ?? [])
  return {
    passed: count('pass'),
    failed: count('fail'),
    skipped: count('skip') + count('todo'),
    failures: [...new Set(failures)],
  }
}
