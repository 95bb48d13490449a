import { rupiah } from '#catalog/money.ts'
import { type Locale, timeZone } from './locale.ts'

export { rupiah }

const tags = { id: 'id-ID', en: 'en-GB' } as const

export function number(value: number, locale: Locale): string {
  return new Intl.NumberFormat(tags[locale]).format(value)
}

/** With its sign, for ledger lines: `+100`, `−6`. */
export function signed(value: number, locale: Locale): string {
  return `${value < 0 ? '−' : '+'}${number(Math.abs(value), locale)}`
}

export function percent(fraction: number, locale: Locale): string {
  return new Intl.NumberFormat(tags[locale], { style: 'percent', maximumFractionDigits: 0 }).format(fraction)
}

/** `21 Nov 2026`. Takes an ISO time. */
export function date(iso: string, locale: Locale): string {
  return new Intl.DateTimeFormat(tags[locale], { timeZone, dateStyle: 'medium' }).format(new Date(iso))
}

/** `07.00 WIB` in Indonesian, `07:00 WIB` in English. */
export function clock(iso: string, locale: Locale): string {
  const time = new Intl.DateTimeFormat(tags[locale], { timeZone, hour: '2-digit', minute: '2-digit' })
  return `${time.format(new Date(iso))} WIB`
}

/** `21 Nov 2026, 07.00 WIB`. */
export function dateTime(iso: string, locale: Locale): string {
  return `${date(iso, locale)}, ${clock(iso, locale)}`
}

/** `2 hari yang lalu`, `in 3 hours`: the largest unit that fits. */
export function relative(iso: string, now: number, locale: Locale): string {
  const seconds = (Date.parse(iso) - now) / 1000
  const format = new Intl.RelativeTimeFormat(tags[locale], { numeric: 'auto' })
  for (const [unit, length] of units) {
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit)
  }
  return format.format(0, 'second')
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** A clip's or a wait's length: `0:07`, `12:30`, `1:02:03`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60]
  const tail = `${h > 0 ? String(m).padStart(2, '0') : m}:${String(s).padStart(2, '0')}`
  return h > 0 ? `${h}:${tail}` : tail
}

/** `820 B`, `1,4 MB`, `1 GB`: decimal steps of 1024, one decimal under ten. */
export function bytes(count: number, locale: Locale): string {
  const names = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = count
  let step = 0
  while (value >= 1024 && step < names.length - 1) {
    value /= 1024
    step += 1
  }
  const digits = step === 0 || value >= 10 ? 0 : 1
  return `${new Intl.NumberFormat(tags[locale], { maximumFractionDigits: digits }).format(value)} ${names[step]}`
}
