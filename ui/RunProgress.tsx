import styles from './RunProgress.module.css'

/** How far a run is. `fraction` 0–1, or null while it waits its turn: the light then wanders. */
export function RunProgress({ fraction, label }: { fraction: number | null; label: string }) {
  const percent = fraction === null ? undefined : Math.round(fraction * 100)
  return (
    <div
      className={styles.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <span
        className={styles.light}
        data-wandering={fraction === null || undefined}
        style={fraction === null ? undefined : { transform: `scaleX(${Math.max(0.02, fraction)})` }}
      />
    </div>
  )
}
