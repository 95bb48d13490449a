import { useLocale, useMessages } from '#ui/i18n.tsx'
import { words } from './messages.ts'

/** What a project is called until somebody calls it otherwise: `Video Mixer 21 Nov`. */
export function useFreshName(app: string): () => string {
  const t = useMessages(words)
  const { locale } = useLocale()
  return () => {
    const day = new Intl.DateTimeFormat(locale === 'id' ? 'id-ID' : 'en-GB', {
      day: 'numeric',
      month: 'short',
    })
    return t('usualName', { app, date: day.format(new Date()) })
  }
}
