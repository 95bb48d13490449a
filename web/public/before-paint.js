// Runs before the first paint, so the page never flashes in the wrong theme or speaks the wrong language.
;(() => {
  const stored = (key) => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }
  const root = document.documentElement
  const theme = stored('lumiku.theme')
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.dataset.mantineColorScheme = dark ? 'dark' : 'light'
  root.lang = stored('lumiku.locale') === 'en' ? 'en' : 'id'
})()

// Our pages forbid code made from strings; zod would try, and be reported, before it does without.
globalThis.__zod_globalConfig = { jitless: true }
