import { useMessages } from '#ui/i18n.tsx'
import type { Payment } from '../api-types.ts'
import { words } from './messages.ts'

/** What an order is of, in words: the plan, or so many credits. */
export function useItemName(): (item: Payment['item']) => string {
  const t = useMessages(words)
  return (item) => ('planId' in item ? item.name : t('credits', { count: item.credits }))
}
