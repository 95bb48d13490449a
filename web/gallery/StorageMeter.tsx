import { useQuery } from '@tanstack/react-query'
import { bytes } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { meQuery } from '../queries.ts'
import { words } from './messages.ts'
import styles from './StorageMeter.module.css'

/** How much room is taken, and a warning before it runs out. */
export function StorageMeter() {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { data: me } = useQuery(meQuery)
  if (!me) return <div className={styles.meter} />
  const { used, limit } = me.storage
  const fraction = limit > 0 ? Math.min(1, used / limit) : 1
  const near = fraction >= 0.9
  return (
    <div className={styles.meter} data-near={near || undefined}>
      {/* biome-ignore lint/a11y/useSemanticElements: browsers let no one draw a native meter */}
      <div
        className={styles.track}
        role="meter"
        aria-label={t('storageLabel')}
        aria-valuemin={0}
        aria-valuemax={limit}
        aria-valuenow={Math.min(used, limit)}
        aria-valuetext={t('storage', { used: bytes(used, locale), limit: bytes(limit, locale) })}
      >
        <span style={{ transform: `scaleX(${fraction})` }} />
      </div>
      <p className="num">{t('storage', { used: bytes(used, locale), limit: bytes(limit, locale) })}</p>
      {near && <p className={styles.warning}>{t('storageNear')}</p>}
    </div>
  )
}
