import { z } from 'zod'
import { invalid, Problem } from '#server/platform/problem.ts'

const Said = z.object({ code: z.string().catch(''), message: z.string().catch('') })

/** What better-auth refused, as a problem of ours. Only an answer it could not mean to give is a bug. */
export async function problemOf(response: Response): Promise<Error> {
  const { code, message } = Said.catch({ code: '', message: '' }).parse(
    await response.json().catch(() => null),
  )
  const known = problems[code]
  if (known) return known()
  if (code === 'FAILED_TO_CREATE_USER') return new CouldNotCreate()
  if (response.status >= 500) return new Error(`better-auth: ${response.status} ${code} ${message}`)
  if (response.status === 401) return new Problem('unauthenticated')
  if (response.status === 404) return new Problem('not_found')
  return new Problem('bad_request', { detail: message || undefined })
}

/** The database refused a person, for a reason better-auth keeps to its log. */
export class CouldNotCreate extends Error {}

const badToken = () => invalid(['token'], 'This link has expired or was used already')

const problems: Record<string, () => Problem> = {
  INVALID_EMAIL_OR_PASSWORD: () => new Problem('unauthenticated', { detail: 'Wrong e-mail or password' }),
  USER_ALREADY_EXISTS: emailTaken,
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: emailTaken,
  INVALID_PASSWORD: () => invalid(['currentPassword'], 'This is not your current password'),
  PASSWORD_TOO_LONG: () => new Problem('unauthenticated', { detail: 'Wrong e-mail or password' }),
  INVALID_TOKEN: badToken,
  TOKEN_EXPIRED: badToken,
  USER_NOT_FOUND: badToken,
  EMAIL_MISMATCH: () => invalid(['email'], 'This is not your e-mail'),
  EMAIL_ALREADY_VERIFIED: () => invalid(['email'], 'This e-mail is confirmed already'),
}

export function emailTaken(): Problem {
  const message = 'Somebody has signed up with this e-mail already'
  return new Problem('email_taken', { detail: message, issues: [{ path: ['email'], message }] })
}
