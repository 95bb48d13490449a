import { Link, Outlet } from '@tanstack/react-router'
import { useMessages } from '#ui/i18n.tsx'
import { Logo } from '#ui/Logo.tsx'
import { PreferencesMenu } from '../shell/PreferencesMenu.tsx'
import coffee from './coffee.webp'
import styles from './DoorShell.module.css'
import { words } from './messages.ts'

/** The form, and on wide screens a lit picture beside it. */
export function DoorShell() {
  const t = useMessages(words)
  return (
    <div className={styles.shell}>
      <div className={styles.side}>
        <header className={styles.header}>
          <Link to="/" className={styles.logo} aria-label={t('home')}>
            <Logo size={28} />
          </Link>
          <PreferencesMenu />
        </header>
        <main id="main" tabIndex={-1} className={styles.main}>
          <Outlet />
        </main>
      </div>
      <aside className={styles.stage}>
        <img src={coffee} alt="" width={600} height={400} />
        <div className={styles.light} />
        <p className={styles.quote}>
          {t('quote')}
          <span>{t('quoteNote')}</span>
        </p>
      </aside>
    </div>
  )
}
