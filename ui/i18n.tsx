import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { createTranslator } from 'use-intl/core'
import { type Locale, timeZone } from './locale.ts'

export { type Locale, locales } from './locale.ts'

export interface Messages<Key extends string> {
  id: Record<Key, string>
  en: Record<Key, string>
}

/** A page's words in both languages, ICU syntax. Languages that differ in their keys are a type error. Keys have no dots. */
export function defineMessages<const Key extends string>(words: {
  id: Record<Key, string>
  en: Record<NoInfer<Key>, string>
}): Messages<Key> {
  return words
}

export interface Translate<Key extends string> {
  (key: Key, values?: Record<string, string | number | Date>): string
  /** For words with markup inside: `t.rich('terms', { link: (words) => <a>{words}</a> })`. */
  rich(
    key: Key,
    values: Record<string, string | number | Date | ((words: ReactNode) => ReactNode)>,
  ): ReactNode
}

/** The translator for a bundle in the language of the page. */
export function useMessages<Key extends string>(words: Messages<Key>): Translate<Key> {
  const { locale } = useLocale()
  return useMemo(() => translate(words, locale), [words, locale])
}

/** The same outside React. */
export function translate<Key extends string>(words: Messages<Key>, locale: Locale): Translate<Key> {
  const messages: Record<string, string> = words[locale]
  return createTranslator({ locale, messages, timeZone }) as unknown as Translate<Key>
}

interface Language {
  locale: Locale
  setLocale(locale: Locale): void
}

const LanguageContext = createContext<Language>({ locale: 'id', setLocale() {} })

export function useLocale(): Language {
  return useContext(LanguageContext)
}

const storageKey = 'lumiku.locale'

/** Holds the language, remembers it on this device and says it to the document. Indonesian until told otherwise. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [locale, set] = useState<Locale>(remembered)
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  useEffect(() => {
    const follow = (event: StorageEvent) => event.key === storageKey && set(remembered())
    addEventListener('storage', follow)
    return () => removeEventListener('storage', follow)
  }, [])
  const setLocale = useCallback((next: Locale) => {
    set(next)
    remember(next)
  }, [])
  const value = useMemo(() => ({ locale, setLocale }), [locale, setLocale])
  return <LanguageContext value={value}>{children}</LanguageContext>
}

// Storage may be forbidden (private windows); the language then lasts as long as the page.
function remembered(): Locale {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'id'
  } catch {
    return 'id'
  }
}

function remember(locale: Locale) {
  try {
    localStorage.setItem(storageKey, locale)
  } catch {}
}
