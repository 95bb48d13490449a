import { createHmac, timingSafeEqual } from 'node:crypto'

export type Variant = 'original' | 'thumbnail'

const hour = 3600
const shortestLife = 12 * hour

/**
 * A path that opens one variant of a file for 12 to 13 hours. The expiry is rounded to the hour, so that the same file has
 * the same address for an hour and browsers can keep it. The name at the end is for people and not part of what is signed.
 */
export function linkTo(
  secret: string,
  { id, variant, name }: { id: string; variant: Variant; name: string },
  now: number,
): string {
  const expires = Math.ceil(now / 1000 / hour) * hour + shortestLife
  return `/files/${id}/${encodeURIComponent(name)}?e=${expires}&s=${sign(secret, id, variant, expires)}`
}

/** What a signed link opens and for how many more seconds; null when it was not signed by us or is over. */
export function openLink(
  secret: string,
  { id, expires, signature }: { id: string; expires: string; signature: string },
  now: number,
): { variant: Variant; secondsLeft: number } | null {
  if (!/^\d{1,12}$/.test(expires)) return null
  const variant = (['original', 'thumbnail'] as const).find((each) =>
    isEqual(signature, sign(secret, id, each, Number(expires))),
  )
  const secondsLeft = Math.floor(Number(expires) - now / 1000)
  return variant && secondsLeft > 0 ? { variant, secondsLeft } : null
}

function sign(secret: string, id: string, variant: Variant, expires: number): string {
  return createHmac('sha256', `file links: ${secret}`)
    .update(`${id}\n${variant}\n${expires}`)
    .digest('base64url')
}

function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
