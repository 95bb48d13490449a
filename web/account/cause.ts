import type { Translate } from '#ui/i18n.tsx'
import type { LedgerEntry } from '../api-types.ts'
import { appName } from '../app-name.ts'
import type { Word } from './messages.ts'

/** Why a line stands in the books, in words. A grant given by hand says what the operator wrote. */
export function cause(
  { kind, description, spent }: Pick<LedgerEntry, 'kind' | 'description' | 'spent'>,
  t: Translate<Word>,
): string {
  if (kind === 'take_back') return t('take_back')
  const gift = description === 'sign_up_bonus' ? t('sign_up_bonus') : null
  if (kind === 'grant') return gift ?? t('grant', { what: description })
  if (kind === 'expire') return t('expire', { what: gift ?? description })
  const what = appName(description)
  if (kind === 'hold') return t('hold', { what })
  if (kind === 'settle') return t('settle', { what, spent: spent ?? 0 })
  return kind === 'release' ? t('release', { what }) : t('other', { what: description })
}
