import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import { useMessages } from '#ui/i18n.tsx'
import { Logo } from '#ui/Logo.tsx'
import { meQuery } from '../queries.ts'
import { words } from './messages.ts'
import styles from './OpenShell.module.css'
import { PreferencesMenu } from './PreferencesMenu.tsx'

/** Around the pages anybody may read. */
export function OpenShell() {
  const t = useMessages(words)
  const { data: me } = useQuery(meQuery)
  return (
    <div className={styles.shell}>
      <header className={styles.header}>
        <Link to="/" className={styles.logo} aria-label="Lumiku">
          <Logo size={28} />
        </Link>
        <nav className={styles.nav} aria-label={t('mainNav')}>
          <Link to="/pricing" className={styles.link}>
            {t('pricing')}
          </Link>
          <PreferencesMenu />
          {me ? (
            <Button component={Link} to="/studio">
              {t('openStudio')}
            </Button>
          ) : (
            <Button component={Link} to="/sign-in" variant="default">
              {t('signIn')}
            </Button>
          )}
        </nav>
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
      <footer className={styles.footer}>
        <div className={styles.footerInner}>
          <p className={styles.motto}>
            <Logo size={26} />
            <span>{t('footerLine')}</span>
          </p>
          <ul>
            <li>
              <Link to="/pricing">{t('pricing')}</Link>
            </li>
            <li>
              <Link to="/sign-up">{t('signUp')}</Link>
            </li>
            <li>
              <a href="/docs">{t('docs')}</a>
            </li>
          </ul>
        </div>
      </footer>
    </div>
  )
}
