import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { api } from '../api.ts'
import type { Generation, Page } from '../api-types.ts'
import { RunRow } from '../jobs/RunRow.tsx'
import { isActive } from '../jobs/run-state.ts'
import { keys, meQuery } from '../queries.ts'
import { ErrorNotice } from '../shell/ErrorNotice.tsx'
import { AppCards } from './AppCards.tsx'
import { FirstSteps } from './FirstSteps.tsx'
import { FundsCard } from './FundsCard.tsx'
import { words } from './messages.ts'
import { RecentResults } from './RecentResults.tsx'
import styles from './StudioPage.module.css'

/** Home: what there is to spend, what is being made, what came out, and the five apps. */
export function StudioPage() {
  const t = useMessages(words)
  const { data: me } = useQuery(meQuery)
  const { data, error, refetch } = useQuery({
    queryKey: keys.generationList({ home: true }),
    queryFn: ({ signal }) => api.get<Page<Generation>>('/api/generations?limit=20', { signal }),
  })
  const runs = data?.items
  const active = runs?.filter(isActive) ?? []
  return (
    <>
      <header className={styles.hello}>
        <h1 className={styles.title}>
          <Greeting name={me?.user.name.split(' ')[0] ?? ''} />
        </h1>
        <p>{t('lead')}</p>
      </header>
      <div className={styles.top}>
        <AppCards />
        <FundsCard />
      </div>
      {error && <ErrorNotice error={error} onRetry={refetch} />}
      {!runs && !error && <Skeleton height={260} radius="lg" mt="xl" />}
      {active.length > 0 && (
        <section className={styles.section}>
          <div className={styles.sectionHead}>
            <h2>{t('running')}</h2>
            <Button component={Link} to="/jobs" variant="subtle" color="gray">
              {t('seeAll')}
            </Button>
          </div>
          <ul className={styles.rows}>
            {active.slice(0, 3).map((run) => (
              <RunRow key={run.id} run={run} />
            ))}
          </ul>
        </section>
      )}
      {runs?.length === 0 ? <FirstSteps /> : runs && <RecentResults runs={runs} />}
    </>
  )
}

/** By Jakarta's clock, where the morning starts at five. */
function Greeting({ name }: { name: string }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hour12: false, timeZone: 'Asia/Jakarta' }).format(
      new Date(),
    ),
  )
  const time =
    hour < 5 ? 'evening' : hour < 11 ? 'morning' : hour < 15 ? 'noon' : hour < 18 ? 'afternoon' : 'evening'
  return <span key={locale}>{t(time, { name })}</span>
}
