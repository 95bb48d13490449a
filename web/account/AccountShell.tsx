import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import styles from './AccountShell.module.css'
import { words } from './messages.ts'
import { sections } from './sections.ts'

/** The account's rooms side by side; on phones a strip that scrolls. */
export function AccountShell() {
  const t = useMessages(words)
  const strip = useRef<HTMLElement>(null)
  const here = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  useEffect(() => {
    strip.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [here])
  return (
    <>
      <nav ref={strip} aria-label={t('sections')} className={styles.nav}>
        <ul>
          {[{ to: '/account', word: 'account' } as const, ...sections].map(({ to, word }) => (
            <li key={to}>
              <Link
                to={to}
                className={styles.link}
                activeOptions={{ exact: true }}
                activeProps={{ 'aria-current': 'page' }}
              >
                {t(word)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Outlet />
    </>
  )
}
