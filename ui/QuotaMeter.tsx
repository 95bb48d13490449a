import styles from './QuotaMeter.module.css'

/** How much of today's quota is left, as light that goes out from the right. */
export function QuotaMeter({ used, limit, label }: { used: number; limit: number; label: string }) {
  const left = limit > 0 ? Math.max(0, 1 - used / limit) : 0
  return (
    // biome-ignore lint/a11y/useSemanticElements: browsers let no one draw a native meter
    <div
      className={styles.track}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={limit}
      aria-valuenow={Math.max(0, limit - used)}
    >
      <span
        className={styles.light}
        data-low={left <= 0.2 || undefined}
        style={{ transform: `scaleX(${left})` }}
      />
    </div>
  )
}
