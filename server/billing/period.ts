/** How often a plan is paid for. */
export type Cycle = 'monthly' | 'yearly'

const jakarta = 7 * 3_600_000

/**
 * When a period that begins at `start` ends: one month or year later on the calendar of Jakarta, on the anchor day or the last day
 * of a shorter month, at the same time of day. 31 January → 28 February → 31 March.
 */
export function periodEnd(start: Date, cycle: Cycle, anchorDay: number = anchorDayOf(start)): Date {
  const local = new Date(start.getTime() + jakarta)
  const months = cycle === 'yearly' ? 12 : 1
  const year = local.getUTCFullYear()
  const month = local.getUTCMonth() + months
  const day = Math.min(anchorDay, daysIn(year, month))
  const midnight = Date.UTC(year, month, day)
  return new Date(midnight + (local.getTime() % 86_400_000) - jakarta)
}

/** The day of the month on which periods that began at `start` begin: the calendar of Jakarta, which has no summer time. */
export function anchorDayOf(start: Date): number {
  return new Date(start.getTime() + jakarta).getUTCDate()
}

/** A month beyond December belongs to the next year. */
function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
}
