import type { Context } from 'hono'
import { clientAddress } from '#server/platform/http.ts'
import { networkOf } from '#server/platform/network-of.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { openLimit } from '#server/platform/rate-limit.ts'
import { oneAtATime } from './one-at-a-time.ts'

export type Attempts = ReturnType<typeof openAttempts>

const minutes = 60
const hour = 3600

/** How often somebody may try, counted across processes. */
export function openAttempts({ config, db }: Pick<Platform, 'config' | 'db'>) {
  const wrongByEmail = openLimit(db, { name: 'sign-in', points: 10, seconds: 10 * minutes })
  const wrongByAddress = openLimit(db, { name: 'sign-in-address', points: 100, seconds: 10 * minutes })
  const signUps = openLimit(db, {
    name: 'sign-up',
    points: config.env === 'production' ? 20 : 10_000,
    seconds: hour,
  })
  const letters = openLimit(db, { name: 'letters', points: 3, seconds: hour })
  const inTurn = oneAtATime()

  return {
    /**
     * Runs one guess at a password. Wrong ones (401, or 422 about `currentPassword`) count for the e-mail and the address; a right one
     * clears the e-mail. Guesses at one e-mail wait for each other, or a crowd of them would all be in before the first is counted.
     */
    guess<T>(c: Context, email: string, work: () => Promise<T>): Promise<T> {
      const address = networkOf(clientAddress(c, config.trustProxy))
      return inTurn(email, async () => {
        await wrongByEmail.check(c, email)
        await wrongByAddress.check(c, address)
        try {
          const right = await work()
          await wrongByEmail.clear(email)
          return right
        } catch (error) {
          if (isWrong(error)) await Promise.all([wrongByEmail.count(email), wrongByAddress.count(address)])
          throw error
        }
      })
    },
    signUp: (c: Context) => signUps.take(c, networkOf(clientAddress(c, config.trustProxy))),
    /** Counted for every address alike, so that being refused tells nothing about who has an account. */
    letter: (c: Context, kind: 'reset' | 'verify', email: string) => letters.take(c, `${kind} ${email}`),
    forgive: (email: string) => wrongByEmail.clear(email),
  }
}

function isWrong(error: unknown): boolean {
  if (!(error instanceof Problem)) return false
  return error.code === 'unauthenticated' || error.details.issues?.[0]?.path[0] === 'currentPassword'
}
