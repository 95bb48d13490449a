import { createHash, createHmac } from 'node:crypto'

export type Scheme = 'hmac-sha256' | 'legacy'

/** Written apart from the code it tests, after Duitku's documentation. */
export function signature(
  scheme: Scheme,
  text: string,
  apiKey: string,
  legacy: 'md5' | 'sha256' = 'md5',
): string {
  if (scheme === 'legacy') return createHash(legacy).update(text).update(apiKey).digest('hex')
  return createHmac('sha256', apiKey).update(text).digest('hex')
}
