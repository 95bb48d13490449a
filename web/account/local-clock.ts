import { timeZone as jakarta, type Locale } from '#ui/locale.ts'

/** The hour and minute of an ISO time on a clock in `zone`, this device's unless said otherwise; null where it reads like Jakarta's. */
export function localClock(
  iso: string,
  locale: Locale,
  zone = Intl.DateTimeFormat().resolvedOptions().timeZone,
): string | null {
  const read = (timeZone: string) =>
    new Intl.DateTimeFormat(locale === 'id' ? 'id-ID' : 'en-GB', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
    }).format(new Date(iso))
  const here = read(zone)
  return here === read(jakarta) ? null : here
}
