import { Badge, Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { TierBadge } from '#ui/TierBadge.tsx'
import { ApiProblem } from '../api.ts'
import type { AppSummary, ModelOffer } from '../api-types.ts'
import { modelsQuery } from '../queries.ts'
import { ErrorNotice } from '../shell/ErrorNotice.tsx'
import { RefusalDialog } from '../upgrade/RefusalDialog.tsx'
import styles from './AppPage.module.css'
import { words } from './messages.ts'
import { useRate } from './useRate.ts'

/** An app that cannot run yet: its models, their prices and tiers, and nothing to press that would pretend. */
export function ComingApp({ app }: { app: AppSummary }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const rate = useRate()
  const { data: models, error, refetch } = useQuery(modelsQuery(app.id))
  const [locked, setLocked] = useState<ApiProblem | null>(null)
  return (
    <>
      <h1>{t('comingTitle', { name: app.name })}</h1>
      <p className={styles.lead}>{typeof app.tagline === 'string' ? app.tagline : app.tagline[locale]}</p>
      <p className={styles.lead}>{t('comingText')}</p>
      {error && <ErrorNotice error={error} onRetry={refetch} />}
      <ul className={styles.models}>
        {!models && !error && [0, 1, 2].map((n) => <Skeleton key={n} height={92} radius="lg" />)}
        {models?.map((model) => (
          <li key={model.modelKey} className={styles.model}>
            <span className={styles.modelName}>
              {model.name}
              <TierBadge tier={model.tier} locked={model.accessible ? undefined : t('modelLocked')} />
              {model.beta && (
                <Badge variant="light" color="gray" tt="none">
                  {t('modelBeta')}
                </Badge>
              )}
            </span>
            {!model.accessible && (
              <Button
                variant="default"
                size="sm"
                mih={44}
                style={{ gridRow: '1 / 3', gridColumn: 2 }}
                onClick={() => setLocked(lockedProblem(model))}
              >
                {t('modelUnlock')}
              </Button>
            )}
            <span className={`num ${styles.rate}`}>
              {rate(model)}
              {!model.available && ` · ${t('modelElsewhere')}`}
            </span>
          </li>
        ))}
      </ul>
      <Button component={Link} to="/studio/video-mixer" size="lg">
        {t('comingBack')}
      </Button>
      <RefusalDialog
        problem={locked}
        wanted={{ app: app.id, credits: 0, quota: 0, results: 0, say: String }}
        onClose={() => setLocked(null)}
        onRetry={() => setLocked(null)}
      />
    </>
  )
}

/** The refusal a run of this model would meet, without asking for the run. */
export function lockedProblem(model: ModelOffer): ApiProblem {
  return new ApiProblem(403, 'tier_required', model.name, {
    modelKey: model.modelKey,
    requiredTier: model.requiredTier ?? model.tier,
  })
}
