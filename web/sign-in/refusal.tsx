import type { ReactNode } from 'react'
import type { Translate } from '#ui/i18n.tsx'
import { ApiProblem } from '../api.ts'
import type { words } from './messages.ts'

type Word = keyof (typeof words)['id']

/** What a refused sign-in, sign-up or reset says above the form, when it is about no single field. */
export function refusal(problem: unknown, t: Translate<Word>): ReactNode {
  if (!(problem instanceof ApiProblem)) throw problem
  if (problem.status === 0) return t('offline')
  if (problem.status === 429) return t('tooMany', { seconds: Number(problem.details.retryAfter ?? 0) })
  return t('failed', { code: problem.requestId ?? problem.code })
}

/** The same rules the server has, told while the person is still at the field. */
export const rules = {
  name: (t: Translate<Word>) => (value: string) => (value.trim() === '' ? t('needName') : null),
  email: (t: Translate<Word>) => (value: string) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim()) ? null : t('needEmail'),
  newPassword: (t: Translate<Word>) => (value: string) => {
    if (value.length < 8) return t('shortPassword')
    return value.length > 128 ? t('longPassword') : null
  },
}
