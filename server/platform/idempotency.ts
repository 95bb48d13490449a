import type { Context } from 'hono'
import { Problem } from './problem.ts'

/** The request's `Idempotency-Key`, 1–255 printable characters, or null when it has none. */
export function idempotencyKey(c: Context): string | null {
  const key = c.req.header('idempotency-key')
  if (key === undefined) return null
  if (!/^[\x20-\x7e]{1,255}$/.test(key)) {
    throw new Problem('invalid_input', {
      detail: 'Idempotency-Key is 1 to 255 printable characters',
      issues: [{ path: ['Idempotency-Key'], message: '1 to 255 printable characters' }],
    })
  }
  return key
}
