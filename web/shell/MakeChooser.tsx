import { Badge } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { AppIcon } from '#ui/AppIcon.tsx'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { appsQuery } from '../queries.ts'
import { ErrorNotice } from './ErrorNotice.tsx'
import styles from './MakeChooser.module.css'
import { words } from './messages.ts'

/** The five apps under the *Buat* button. */
export function MakeChooser({ onChosen }: { onChosen(): void }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { data: apps, error, refetch } = useQuery(appsQuery)
  if (error) return <ErrorNotice error={error} onRetry={refetch} level={3} />
  const readyFirst = apps?.toSorted((a, b) => Number(a.status === 'coming') - Number(b.status === 'coming'))
  return (
    <ul className={styles.apps}>
      {readyFirst?.map((app) => (
        <li key={app.id}>
          <Link to="/studio/$app" params={{ app: app.id }} className={styles.app} onClick={onChosen}>
            <span className={styles.icon}>
              <AppIcon name={app.icon} />
            </span>
            <span>
              <span className={styles.name}>
                {app.name}
                {app.status === 'coming' && (
                  <Badge variant="light" color="gray" tt="none">
                    {t('makeComing')}
                  </Badge>
                )}
              </span>
              <span className={styles.tagline}>
                {typeof app.tagline === 'string' ? app.tagline : app.tagline[locale]}
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
