import { z } from 'zod'
import { Issue, problem } from '#server/platform/problem-schema.ts'
import { Locale } from './inputs.ts'

export const User = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    image: z.string().nullable(),
    role: z.enum(['member', 'admin']),
    locale: Locale,
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'User' })
export type User = z.infer<typeof User>

const token = z.string().describe('The session, for `Authorization: Bearer`.')

export const SignedUp = z.object({ token, user: User })
export const SignedIn = z.object({
  token,
  user: User,
  redirect: z.boolean().optional(),
  url: z.string().optional(),
})
export const Profile = z.object({ token, user: User })
export const PasswordChanged = z.object({
  token: token.nullable().describe('A fresh session when the others were ended.'),
  user: User,
})

export const Session = z
  .object({
    id: z.uuid(),
    userId: z.uuid(),
    token: z.string(),
    expiresAt: z.iso.datetime(),
    ipAddress: z.string().nullable(),
    userAgent: z.string().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof Session>

export const CurrentSession = z.object({ session: Session, user: User }).nullable()
export const Sessions = z.array(Session)

export const Status = z.object({ status: z.boolean() })
export const LetterAsked = z.object({ status: z.boolean(), message: z.string() })
export const Verified = z.object({ status: z.boolean(), user: User.nullable() })
export const SignedOut = z.object({ success: z.boolean() })

export const MyDetails = z
  .object({
    user: User,
    account: z.object({
      id: z.uuid(),
      kind: z.enum(['personal', 'team']),
      name: z.string(),
      useCreditsAfterQuota: z.boolean(),
      storageLimit: z.int().describe('Bytes.'),
    }),
  })
  .meta({ id: 'MyDetails' })
export type MyDetails = z.infer<typeof MyDetails>

export const EmailTaken = problem('email_taken', { issues: z.array(Issue) })
