import { useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useLocale } from '#ui/i18n.tsx'

/**
 * What a browser does by itself between documents and an application has to do: the tab is named after the page's heading,
 * and a keyboard whose place went away with the old page starts at the new one.
 */
export function useArrival() {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  const { locale } = useLocale()
  useEffect(() => {
    if (nameTab()) return
    const watch = new MutationObserver(() => nameTab() && watch.disconnect())
    watch.observe(document.body, { childList: true, subtree: true })
    return () => watch.disconnect()
  }, [path, locale])
  useEffect(() => {
    if (path && document.activeElement === document.body) {
      document.getElementById('main')?.focus({ preventScroll: true })
    }
  }, [path])
}

function nameTab(): boolean {
  const heading = document.querySelector('main h1')?.textContent
  if (heading) document.title = `${heading} · Lumiku`
  return Boolean(heading)
}
