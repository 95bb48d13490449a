/** Chapters as platforms read them from a description: one line each, the first at zero, or they would take none of them. */
export function chapterText(given: readonly { at: number; name: string }[], title = 'Intro'): string {
  const chapters = (given[0]?.at ?? 0) < 1 ? given : [{ at: 0, name: title }, ...given]
  const long = chapters.some(({ at }) => at >= 3600)
  return `${chapters.map(({ at, name }) => `${clock(at, long)} ${name}`).join('\n')}\n`
}

function clock(seconds: number, long: boolean): string {
  const whole = Math.floor(seconds)
  const two = (value: number) => String(value).padStart(2, '0')
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return long ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}
