import { Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import { words } from './messages.ts'
import { OfflineBanner } from './OfflineBanner.tsx'
import styles from './Root.module.css'
import { useShortcuts } from './shortcuts.ts'
import { useArrival } from './useArrival.ts'

const Spotlight = lazy(() => import('./Spotlight.tsx').then((file) => ({ default: file.Spotlight })))
const KeyboardSheet = lazy(() =>
  import('./KeyboardSheet.tsx').then((file) => ({ default: file.KeyboardSheet })),
)

/** What every page has around it: the way past the chrome, the signal's state, search, the keyboard sheet. */
export function Root() {
  const t = useMessages(words)
  const [shown, setShown] = useState<'search' | 'keys' | null>(null)
  const moving = useRouterState({ select: (state) => state.isLoading })
  useArrival()
  useShortcuts({ search: () => setShown('search'), keys: () => setShown('keys') })
  const close = () => setShown(null)
  return (
    <>
      <a className={styles.skip} href="#main">
        {t('skip')}
      </a>
      <div className={styles.progress} data-moving={moving || undefined} aria-hidden />
      <OfflineBanner />
      <Outlet />
      <Suspense>
        {shown === 'search' && <Spotlight onClose={close} />}
        {shown === 'keys' && <KeyboardSheet onClose={close} />}
      </Suspense>
    </>
  )
}
