import type { z } from 'zod'
import { changes, describe, readsBody } from '#server/platform/describe.ts'
import * as answers from './schemas.ts'

const tag = 'People'
const body = [...changes, ...readsBody]

export const contract = {
  updateMe: describe({
    id: 'updateMe',
    tag,
    summary: 'Change name, language, or what pays when the quota is used up',
    answers: { 200: answers.MyDetails },
    problems: body,
  }),
  signUp: signUp('signUp', 'Sign up'),
  register: signUp('register', 'Sign up, by its other name'),
  signIn: signIn('signIn', 'Sign in'),
  login: signIn('login', 'Sign in, by its other name'),
  profile: describe({
    id: 'getProfile',
    tag,
    summary: 'The session and whose it is',
    answers: { 200: answers.Profile },
  }),
  changePassword: describe({
    id: 'changePassword',
    tag,
    summary: 'Change the password',
    answers: { 200: answers.PasswordChanged },
    problems: [...body, 'rate_limited'],
  }),
  requestPasswordReset: letter(
    'requestPasswordReset',
    'Ask for a letter that resets the password',
    answers.LetterAsked,
  ),
  resetPassword: describe({
    id: 'resetPassword',
    tag,
    summary: 'Set a password by the token of a letter',
    description: 'Ends every session of the account.',
    by: 'anyone',
    answers: { 200: answers.Status },
    problems: body,
  }),
  sendVerificationEmail: letter(
    'sendVerificationEmail',
    'Ask for a letter that confirms the address',
    answers.Status,
  ),
  verifyEmail: describe({
    id: 'verifyEmail',
    tag,
    summary: 'Confirm an address by the token of a letter',
    by: 'anyone',
    answers: { 200: answers.Verified },
    problems: ['invalid_input'],
  }),
  getSession: describe({
    id: 'getSession',
    tag,
    summary: 'The session, or null without one',
    by: 'maybe',
    answers: { 200: answers.CurrentSession },
  }),
  listSessions: describe({
    id: 'listSessions',
    tag,
    summary: 'Every live session of the person',
    answers: { 200: answers.Sessions },
  }),
  revokeSession: describe({
    id: 'revokeSession',
    tag,
    summary: 'End one session',
    answers: { 200: answers.Status },
    problems: body,
  }),
  revokeSessions: describe({
    id: 'revokeSessions',
    tag,
    summary: 'End every session, this one too',
    answers: { 200: answers.Status },
    problems: changes,
  }),
  revokeOtherSessions: describe({
    id: 'revokeOtherSessions',
    tag,
    summary: 'End every session but this one',
    answers: { 200: answers.Status },
    problems: changes,
  }),
  signOut: describe({
    id: 'signOut',
    tag,
    summary: 'End this session',
    by: 'maybe',
    answers: { 200: answers.SignedOut },
    problems: changes,
  }),
}

function signUp(id: string, summary: string) {
  return describe({
    id,
    tag,
    summary,
    by: 'anyone',
    answers: { 200: answers.SignedUp },
    problems: [...body, answers.EmailTaken, 'rate_limited'],
  })
}

function signIn(id: string, summary: string) {
  return describe({
    id,
    tag,
    summary,
    by: 'anyone',
    answers: { 200: answers.SignedIn },
    problems: [...body, 'unauthenticated', 'rate_limited'],
  })
}

/** Answered alike whether somebody has the address or not. */
function letter(id: string, summary: string, answer: z.ZodType) {
  return describe({
    id,
    tag,
    summary,
    description: 'The answer is the same whether somebody has this address or not.',
    by: 'anyone',
    answers: { 200: answer },
    problems: [...body, 'rate_limited'],
  })
}
