import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { number } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { BuyPack } from '../buying/BuyPack.tsx'
import { PackCard } from '../pricing/PackCard.tsx'
import { balanceQuery, packsQuery } from '../queries.ts'
import { ErrorNotice } from '../shell/ErrorNotice.tsx'
import { PendingOrder } from '../subscription/PendingOrder.tsx'
import styles from './CreditsPage.module.css'
import { LedgerPanel } from './LedgerPanel.tsx'
import { words } from './messages.ts'
import { Panel } from './Panel.tsx'

/** What is there, what is held, what more costs, and why it is as it is. */
export function CreditsPage() {
  const t = useMessages(words)
  const { data: packs, error, refetch } = useQuery(packsQuery)
  return (
    <>
      <Balance />
      <div className={styles.pending}>
        <PendingOrder of="credits" />
      </div>
      <Panel title={t('packs')} text={t('packsText')}>
        {error && <ErrorNotice error={error} onRetry={refetch} level={3} />}
        <div className={styles.packs}>
          {packs
            ? packs.map((pack) => (
                <PackCard key={pack.packId} credits={pack.credits} amount={pack.amount}>
                  <BuyPack pack={pack} />
                </PackCard>
              ))
            : !error && [1, 2, 3].map((place) => <Skeleton key={place} height="9.5rem" radius="lg" />)}
        </div>
      </Panel>
      <LedgerPanel />
    </>
  )
}

function Balance() {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { data, error, refetch } = useQuery(balanceQuery)
  if (error) return <ErrorNotice error={error} onRetry={refetch} />
  return (
    <section className={styles.balance}>
      <h1>{t('credits')}</h1>
      {data ? (
        <>
          <p className={styles.sum}>
            <output>{number(data.balance, locale)}</output> {t('creditUnit')}
          </p>
          <p className={styles.held}>{data.held > 0 ? t('held', { count: data.held }) : t('heldNone')}</p>
        </>
      ) : (
        <Skeleton height="7.125rem" width="16rem" />
      )}
    </section>
  )
}
