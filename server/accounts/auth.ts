import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { createEmailVerificationToken } from 'better-auth/api'
import { bearer } from 'better-auth/plugins/bearer'
import { drizzle } from 'drizzle-orm/bun-sql'
import { newId } from '#server/platform/ids.ts'
import type { Platform } from '#server/platform/platform.ts'
import { hashPassword, passwordMatches } from './passwords.ts'
import { cookiePrefix, isSecure, renewAfterSeconds, sessionSeconds } from './session-cookie.ts'
import { credentials, type Locale, sessions, users, verifications } from './tables.ts'
import { writeResetLetter, writeVerifyLetter } from './write-letters.tsx'

export type Auth = ReturnType<typeof openAuth>

/** The header our routes tell better-auth the caller's address in; what the caller wrote there is overwritten. */
export const addressHeader = 'x-lumiku-address'

const verifySeconds = 86_400

/**
 * better-auth on our tables. `verifyThemselves`: whoever signs up is verified at once, so the database gives the sign-up bonus in that
 * very commit; otherwise a letter asks for confirmation first. Nothing here calls outside.
 */
export function openAuth(
  { config, db, log }: Pick<Platform, 'config' | 'db' | 'log'>,
  { verifyThemselves = config.env !== 'production' } = {},
) {
  return betterAuth({
    appName: 'Lumiku',
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    secret: config.secret,
    trustedOrigins: [config.publicUrl],
    database: drizzleAdapter(drizzle({ client: db }), {
      provider: 'pg',
      transaction: true,
      schema: { user: users, session: sessions, account: credentials, verification: verifications },
    }),
    user: {
      additionalFields: {
        role: { type: 'string', required: true, defaultValue: 'member', input: false },
        locale: { type: ['id', 'en'], required: true, defaultValue: 'id' },
      },
    },
    session: { expiresIn: sessionSeconds, updateAge: renewAfterSeconds, freshAge: 0 },
    verification: { storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 8,
      maxPasswordLength: 128,
      password: { hash: hashPassword, verify: passwordMatches },
      resetPasswordTokenExpiresIn: 3600,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) =>
        writeResetLetter(db, reader(user), `${config.publicUrl}/reset?token=${encodeURIComponent(token)}`),
      // Whoever could open the letter owns the address.
      onPasswordReset: async ({ user }) => {
        await db`
          with verified as (
            update users set email_verified = true, updated_at = now() where id = ${user.id} and not email_verified returning id
          )
          select owe_welcome(id) from verified`
      },
    },
    emailVerification: {
      expiresIn: verifySeconds,
      sendVerificationEmail: ({ user, token }) => writeVerifyLetter(db, reader(user), verifyUrl(token)),
      afterEmailVerification: ({ id }) => welcome(id),
    },
    databaseHooks: {
      user: {
        create: {
          before: async (user) => ({ data: { ...user, emailVerified: verifyThemselves } }),
          // Runs after the commit: asking the pool for a second connection inside it could leave everyone waiting for each other.
          after: async (user) => {
            if (user.emailVerified) return welcome(user.id)
            const token = await createEmailVerificationToken(
              config.secret,
              user.email,
              undefined,
              verifySeconds,
            )
            await writeVerifyLetter(db, reader(user), verifyUrl(token))
          },
        },
      },
    },
    plugins: [bearer()],
    advanced: {
      cookiePrefix,
      useSecureCookies: isSecure(config.publicUrl),
      // same-origin.ts asks before better-auth is reached.
      disableCSRFCheck: true,
      database: { generateId: newId },
      ipAddress: { ipAddressHeaders: [addressHeader], ipv6Subnet: 128 },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    onAPIError: { throw: true },
    logger: {
      level: 'error',
      log: (_level, message, ...details) =>
        log.error({ details: details.map(withoutValues) }, `sign-in: ${message}`),
    },
  })

  async function welcome(userId: string) {
    await db`select owe_welcome(${userId})`
  }

  function verifyUrl(token: string) {
    // A page, not the API: mail scanners open every link, and must not confirm addresses for strangers.
    return `${config.publicUrl}/verify?token=${encodeURIComponent(token)}`
  }
}

/** A failed query tells its parameters, which are people's: only what the database said is logged. */
function withoutValues(detail: unknown): string {
  if (!(detail instanceof Error)) return typeof detail
  return detail.cause instanceof Error ? detail.cause.message : detail.name
}

function reader(user: object & { email: string }): { email: string; locale: Locale } {
  return { email: user.email, locale: 'locale' in user && user.locale === 'en' ? 'en' : 'id' }
}
