import { z } from 'zod'

/** E-mails are one address however they are typed: trimmed and lower-cased. */
export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email('Not an e-mail address'))

/** A name on one line; quotes, emoji and every alphabet are welcome, control characters are not. */
export const Name = z
  .string()
  .transform((name) => name.replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .min(1, 'Say what to call you')
      .max(100, 'At most 100 characters')
      .regex(/^\P{Cc}*$/u, 'No control characters'),
  )

export const Locale = z.enum(['id', 'en'])

export const Password = z.string().min(8, 'At least 8 characters').max(128, 'At most 128 characters')

/** A password somebody claims to know; whether it is right is for sign-in to say. */
const Claimed = z.string().min(1, 'Type your password').max(1024)

/** The bodies of our own paths and of better-auth's, by path under /api/auth. */
export const SignUp = z.strictObject({
  email: Email,
  password: Password,
  name: Name,
  locale: Locale.optional(),
})
export const SignIn = z.strictObject({ email: Email, password: Claimed })
export const JustEmail = z.strictObject({ email: Email })
export const ResetPassword = z.strictObject({ token: z.string().min(1).max(200), newPassword: Password })
export const ChangePassword = z.strictObject({
  currentPassword: Claimed,
  newPassword: Password,
  revokeOtherSessions: z.boolean().optional(),
})
export const RevokeSession = z.strictObject({ token: z.string().min(1).max(200) })
export const VerifyQuery = z.strictObject({ token: z.string().min(1).max(2000) })

export const UpdateMe = z.strictObject({
  name: Name.optional(),
  locale: Locale.optional(),
  useCreditsAfterQuota: z.boolean().optional(),
})
