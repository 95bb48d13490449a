import { ActionIcon, Drawer, UnstyledButton } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import { Logo, LogoMark } from '#ui/Logo.tsx'
import { meQuery } from '../queries.ts'
import { destinations, operatorDestination } from './destinations.ts'
import { useLiveConnection } from './live.ts'
import { Meter } from './Meter.tsx'
import { words } from './messages.ts'
import { PreferencesMenu } from './PreferencesMenu.tsx'
import styles from './StudioShell.module.css'
import { openSearch } from './shortcuts.ts'

const MakeChooser = lazy(() => import('./MakeChooser.tsx').then((file) => ({ default: file.MakeChooser })))
const Toasts = lazy(() => import('./Toasts.tsx').then((file) => ({ default: file.Toasts })))

/** The working room: a rail beside the page on desktops, a tab bar under the thumb on phones. */
export function StudioShell() {
  const t = useMessages(words)
  const [choosing, setChoosing] = useState(false)
  const { data: me } = useQuery(meQuery)
  const places = me?.user.role === 'admin' ? [...destinations, operatorDestination] : destinations
  useLiveConnection()
  return (
    <div className={styles.shell}>
      <header className={styles.header}>
        <Link to="/studio" className={styles.logo} aria-label="Lumiku">
          <Logo size={26} />
        </Link>
        <div className={styles.tools}>
          <ActionIcon aria-label={t('search')} title={`${t('search')} (Ctrl K)`} onClick={openSearch}>
            <IconSearch size={22} stroke={1.75} aria-hidden />
          </ActionIcon>
          <PreferencesMenu />
          <Meter />
        </div>
      </header>
      <nav className={styles.nav} aria-label={t('mainNav')}>
        <Link to="/studio" className={styles.mark} aria-label="Lumiku">
          <LogoMark size={34} />
        </Link>
        <ul>
          {places.map(({ to, word, Icon }, place) => (
            <li key={to} style={{ order: place * 2 }}>
              <Link
                to={to}
                className={styles.place}
                activeOptions={{ exact: to === '/studio' }}
                activeProps={{ 'aria-current': 'page' }}
              >
                <Icon size={24} stroke={1.75} aria-hidden />
                {t(word)}
              </Link>
            </li>
          ))}
          <li className={styles.makeItem}>
            <UnstyledButton className={styles.place} data-make onClick={() => setChoosing(true)}>
              <span className={styles.lamp}>
                <IconPlus size={24} stroke={2.25} aria-hidden />
              </span>
              {t('make')}
            </UnstyledButton>
          </li>
        </ul>
      </nav>
      <main id="main" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      <Suspense>
        <Toasts />
      </Suspense>
      <Drawer
        opened={choosing}
        onClose={() => setChoosing(false)}
        title={t('makeTitle')}
        position="bottom"
        size="auto"
        closeButtonProps={{ 'aria-label': t('close') }}
        classNames={{ content: styles.drawer, title: styles.drawerTitle }}
      >
        <Suspense>
          <MakeChooser onChosen={() => setChoosing(false)} />
        </Suspense>
      </Drawer>
    </div>
  )
}
