import { timingSafeEqual } from 'node:crypto'
import type { SignatureScheme } from '#server/platform/gateway-settings.ts'

interface Key {
  merchantCode: string
  apiKey: string
  scheme: SignatureScheme
}

/** `x-duitku-signature` of a POP call; `timestamp` in unix milliseconds. */
export function signPop({ merchantCode, ...key }: Key, timestamp: string): string {
  return signed(`${merchantCode}${timestamp}`, key, 'sha256')
}

export function signMethods({ merchantCode, ...key }: Key, amount: number, datetime: string): string {
  return signed(`${merchantCode}${amount}${datetime}`, key, 'sha256')
}

export function signInquiry({ merchantCode, ...key }: Key, orderId: string, amount: number): string {
  return signed(`${merchantCode}${orderId}${amount}`, key, 'md5')
}

export function signStatus({ merchantCode, ...key }: Key, orderId: string): string {
  return signed(`${merchantCode}${orderId}`, key, 'md5')
}

/** The amount comes before the order here, and as it was written: `40000.00` is signed as `40000.00`. */
export function signCallback({ merchantCode, ...key }: Key, amount: string, orderId: string): string {
  return signed(`${merchantCode}${amount}${orderId}`, key, 'md5')
}

/** Takes as long for a wrong signature as for the right one. */
export function sameSignature(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given.toLowerCase()), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function signed(text: string, { apiKey, scheme }: Omit<Key, 'merchantCode'>, legacy: 'md5' | 'sha256') {
  return scheme === 'hmac-sha256'
    ? new Bun.CryptoHasher('sha256', apiKey).update(text).digest('hex')
    : new Bun.CryptoHasher(legacy).update(text + apiKey).digest('hex')
}
