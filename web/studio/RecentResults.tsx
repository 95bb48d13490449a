import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMessages } from '#ui/i18n.tsx'
import type { Generation } from '../api-types.ts'
import { SlidesOrPlayer } from '../slides/SlidesOrPlayer.tsx'
import { words } from './messages.ts'
import styles from './StudioPage.module.css'

/** The latest results, playable where they stand. */
export function RecentResults({ runs }: { runs: readonly Generation[] }) {
  const t = useMessages(words)
  const outputs = runs.flatMap((run) => run.outputs.map((output) => ({ run, output }))).slice(0, 6)
  if (outputs.length === 0) return null
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h2>{t('recent')}</h2>
        <Button component={Link} to="/gallery" variant="subtle" color="gray">
          {t('seeAll')}
        </Button>
      </div>
      <ul className={styles.results}>
        {outputs.map(({ run, output }) => (
          <li key={output.assetId}>
            <SlidesOrPlayer run={run} output={output} ratio={9 / 16} />
          </li>
        ))}
      </ul>
    </section>
  )
}
