const day = 86_400_000

/** The moment a day like `2026-12-01` begins in Jakarta, as ISO time. */
export function beginningOf(date: string): string {
  return new Date(`${date}T00:00:00+07:00`).toISOString()
}

/** The moment it is over: what is valid until then is valid all that day. */
export function endOf(date: string): string {
  return new Date(Date.parse(beginningOf(date)) + day).toISOString()
}

/** The last moment before an end: the day people would name. */
export function lastMomentBefore(end: string): string {
  return new Date(Date.parse(end) - 1).toISOString()
}
