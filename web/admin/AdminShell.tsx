import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import styles from '../account/AccountShell.module.css'
import { words } from './messages.ts'
import { sections } from './sections.ts'

/** The operator's rooms side by side, as the account's are. */
export function AdminShell() {
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
          {sections.map(({ to, word }) => (
            <li key={to}>
              <Link to={to} className={styles.link} activeProps={{ 'aria-current': 'page' }}>
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
