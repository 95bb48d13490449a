import type { Context } from 'hono'
import { RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible'
import type { Db } from './db.ts'
import { Problem } from './problem.ts'

export interface Limit {
  name: string
  points: number
  seconds: number
  /** Counts one for the key; refuses with 429 `rate_limited` when that is one too many. */
  take(c: Context, key: string): Promise<void>
  /** Refuses when the key is used up, without counting. */
  check(c: Context, key: string): Promise<void>
  /** Counts one without refusing: the attempt has been answered already. */
  count(key: string): Promise<void>
  clear(key: string): Promise<void>
}

/**
 * So many in so many seconds for each key, counted in the table rate_limits, so that every process counts together. Keys are stored
 * as digests: the table tells nobody who tried.
 */
export function openLimit(
  db: Db,
  { name, points, seconds }: Pick<Limit, 'name' | 'points' | 'seconds'>,
): Limit {
  const counter = new RateLimiterPostgres({
    storeClient: asPgClient(db),
    storeType: 'client',
    tableName: 'rate_limits',
    tableCreated: true,
    // The nightly sweep does it.
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points,
    duration: seconds,
  })
  const limit = { name, points, seconds }
  return {
    ...limit,
    async take(c, key) {
      const after = await counter.penalty(digest(key))
      if (after.consumedPoints > points) refuse(c, limit, after)
    },
    async check(c, key) {
      const now = await counter.get(digest(key))
      if (now && now.consumedPoints >= points) refuse(c, limit, now)
    },
    async count(key) {
      await counter.penalty(digest(key))
    },
    async clear(key) {
      await counter.delete(digest(key))
    },
  }
}

function refuse(
  c: Context,
  { name, points, seconds }: Pick<Limit, 'name' | 'points' | 'seconds'>,
  at: RateLimiterRes,
): never {
  const wait = Math.max(1, Math.ceil(at.msBeforeNext / 1000))
  c.header('RateLimit-Policy', `"${name}";q=${points};w=${seconds}`)
  c.header('RateLimit', `"${name}";r=0;t=${wait}`)
  c.header('RateLimit-Limit', String(points))
  c.header('RateLimit-Remaining', '0')
  c.header('RateLimit-Reset', String(wait))
  c.header('Retry-After', String(wait))
  throw new Problem('rate_limited', { limit: points, retryAfter: wait }, wait)
}

function digest(key: string): string {
  return new Bun.CryptoHasher('sha256').update(key).digest('base64url')
}

/** The limiter speaks to a `pg` client; this lets it share our pool. */
function asPgClient(db: Db) {
  return {
    async query({ text, values }: { text: string; values: unknown[] }) {
      const rows = await db.unsafe(text, values)
      return { rows, rowCount: rows.count }
    },
  }
}
