import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Config } from '#server/platform/config.ts'

export const sessionSeconds = 30 * 86_400
export const renewAfterSeconds = 86_400
export const cookiePrefix = 'lumiku'

export type CookieConfig = Pick<Config, 'publicUrl' | 'secret'>

export interface Presented {
  /** The session's token, its signature already verified where it carries one. */
  token: string
  by: 'bearer' | 'cookie'
}

/**
 * The session token a request presents, or null. `Authorization: Bearer` carries the token as sign-in returned it, or `token.signature`;
 * the cookie always carries the signature, so a guessed or altered one is refused without asking the database.
 */
export function presentedToken(c: Context, config: CookieConfig): Presented | null {
  const header = c.req.header('authorization')
  const bearer = header && /^bearer\s+(\S+)$/i.exec(header)?.[1]
  if (header) {
    const token = bearer ? tokenOf(decoded(bearer), config.secret, { signed: false }) : null
    return token ? { token, by: 'bearer' } : null
  }
  const cookie = getCookie(c, sessionCookieName(config))
  const token = cookie ? tokenOf(cookie, config.secret, { signed: true }) : null
  return token ? { token, by: 'cookie' } : null
}

/** Named and shaped as better-auth does it; a test holds the two together. */
export function sessionCookieName({ publicUrl }: Pick<Config, 'publicUrl'>): string {
  return `${isSecure(publicUrl) ? '__Secure-' : ''}${cookiePrefix}.session_token`
}

export function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith('https://')
}

/** Sends the cookie again with its full life ahead. */
export function renewSessionCookie(c: Context, config: CookieConfig, token: string): void {
  setCookie(
    c,
    sessionCookieName(config),
    `${token}.${signatureOf(token, config.secret).toString('base64')}`,
    {
      httpOnly: true,
      sameSite: 'Lax',
      secure: isSecure(config.publicUrl),
      path: '/',
      maxAge: sessionSeconds,
    },
  )
}

const tokenShape = /^[A-Za-z0-9]{32}$/

function tokenOf(presented: string, secret: string, { signed }: { signed: boolean }): string | null {
  const dot = presented.indexOf('.')
  const token = dot < 0 ? presented : presented.slice(0, dot)
  if (!tokenShape.test(token)) return null
  if (dot < 0) return signed ? null : token
  const given = Buffer.from(presented.slice(dot + 1), 'base64')
  const right = signatureOf(token, secret)
  return given.length === right.length && timingSafeEqual(given, right) ? token : null
}

function signatureOf(token: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(token).digest()
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
