import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { AppIcon } from '#ui/AppIcon.tsx'
import { Choice } from '#ui/Choice.tsx'
import { number } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { Stepper } from '#ui/Stepper.tsx'
import { TierBadge } from '#ui/TierBadge.tsx'
import { packsQuery, plansQuery } from '../queries.ts'
import { ErrorNotice } from '../shell/ErrorNotice.tsx'
import styles from './Calculator.module.css'
import { CalculatorAnswer } from './CalculatorAnswer.tsx'
import { type CatalogApp, catalogQuery } from './catalog-query.ts'
import { compareWays } from './compare-ways.ts'
import { calculatorWords as words } from './messages.ts'
import { most, nameInAddress, readWish, type Wish } from './read-wish.ts'
import type { Cycle } from './shown-plans.ts'

/** What so much work a day or a month would cost, both ways. The question lives in the address, so it can be sent to somebody. */
export function Calculator({ cycle }: { cycle: Cycle }) {
  const t = useMessages(words)
  const search: Record<string, unknown> = useSearch({ strict: false })
  const apps = useQuery(catalogQuery)
  const { data: plans } = useQuery(plansQuery)
  const { data: packs } = useQuery(packsQuery)
  const wish = apps.data && readWish(search, apps.data)
  return (
    <>
      <h2 id="calculator">{t('title')}</h2>
      <p className={styles.lead}>{t('lead')}</p>
      {apps.error && <ErrorNotice error={apps.error} onRetry={apps.refetch} level={3} />}
      {apps.data && !wish && <p>{t('nothing')}</p>}
      {wish && plans && packs ? (
        <div className={styles.both}>
          <Question wish={wish} apps={apps.data ?? []} />
          <CalculatorAnswer wish={wish} ways={compareWays(wish, { plans, packs }, cycle)} cycle={cycle} />
        </div>
      ) : (
        !apps.error && <Skeleton height="34rem" radius="lg" />
      )}
    </>
  )
}

function Question({ wish, apps }: { wish: Wish; apps: readonly CatalogApp[] }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const navigate = useNavigate()
  const { app, model, unit, count, per } = wish
  const ask = (change: Record<string, unknown>) =>
    navigate({
      to: '.',
      search: (before: Record<string, unknown>) => ({ ...before, ...change }),
      replace: true,
      resetScroll: false,
    } as Parameters<typeof navigate>[0])
  return (
    <div className={styles.question}>
      <Choice
        label={t('app')}
        value={app.id}
        onChange={(id) => ask({ app: id, model: undefined, seconds: undefined, size: undefined })}
        options={apps
          .filter(({ models }) => models.length > 0)
          .map(({ id, name, icon, status }) => ({
            value: id,
            label: name,
            picture: <AppIcon name={icon} size={26} />,
            ...(status === 'coming' ? { hint: t('coming') } : {}),
          }))}
      />
      {app.models.length > 1 && (
        <Choice
          label={t('model')}
          value={model.modelKey}
          onChange={(key) => ask({ model: nameInAddress(key), seconds: undefined, size: undefined })}
          options={app.models.map(({ modelKey, name, tier }) => ({
            value: modelKey,
            label: name,
            picture: <TierBadge tier={tier} />,
          }))}
        />
      )}
      {wish.lengths.length > 0 && (
        <Choice
          label={t('length', { unit })}
          value={String(wish.seconds)}
          onChange={(seconds) => ask({ seconds: Number(seconds) })}
          options={wish.lengths.map((seconds) => ({
            value: String(seconds),
            label: t('lengthOf', parts(seconds)),
          }))}
        />
      )}
      {wish.sizes.length > 0 && (
        <Choice
          label={t('size')}
          value={wish.size ?? ''}
          onChange={(size) => ask({ size })}
          options={wish.sizes.map((size) => ({ value: size, label: size.replace('x', ' × ') }))}
        />
      )}
      <fieldset className={styles.many}>
        <legend>{t('many', { unit })}</legend>
        <Stepper
          label={t('count', { unit })}
          less={t('less')}
          more={t('more')}
          value={count}
          min={1}
          max={most[per]}
          onChange={(next) => ask({ count: next })}
        />
        <Choice
          label={t('per')}
          value={per}
          onChange={(next) => ask({ per: next, count: Math.min(count, most[next]) })}
          options={[
            { value: 'day', label: t('day') },
            { value: 'month', label: t('month') },
          ]}
        />
      </fieldset>
      {app.status === 'coming' ? (
        <p className={styles.small}>{t('comingText', { app: app.name })}</p>
      ) : (
        !model.available && <p className={styles.small}>{t('unavailable', { model: model.name })}</p>
      )}
      {per === 'month' && (
        <p className={styles.small}>{t('spread', { count: number(Math.ceil(count / 30), locale) })}</p>
      )}
    </div>
  )
}

function parts(seconds: number) {
  return { hours: Math.floor(seconds / 3600), minutes: Math.floor(seconds / 60) % 60, seconds: seconds % 60 }
}
