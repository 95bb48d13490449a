import type { MiddlewareHandler } from 'hono'
import { Problem } from './problem.ts'

/**
 * Ends the wait for an answer after so many seconds: a store that hangs must not hang its callers. What the request had begun
 * may still commit; its Idempotency-Key tells. Answers that have begun to stream are not cut.
 */
export function answerInTime(seconds: number): MiddlewareHandler {
  return async (_c, next) => {
    let clock: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<never>((_resolve, reject) => {
      clock = setTimeout(
        () => reject(new Problem('unavailable', { detail: 'This takes too long just now' }, 5)),
        seconds * 1000,
      )
    })
    try {
      await Promise.race([next(), late])
    } finally {
      clearTimeout(clock)
    }
  }
}
