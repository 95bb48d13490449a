import { useQuery } from '@tanstack/react-query'
import { number } from '#ui/format.ts'
import { useLocale } from '#ui/i18n.tsx'
import { modelNamesQuery, nameOf } from './model-names.ts'
import styles from './UsageByModel.module.css'

/** Which models took how many units, the hungriest first, each as its share of the whole. */
export function UsageByModel(props: { units: Record<string, number>; whole: number; label: string }) {
  const { locale } = useLocale()
  const { data: names } = useQuery(modelNamesQuery)
  const models = Object.entries(props.units).toSorted(([, a], [, b]) => b - a)
  return (
    <ul className={styles.models} aria-label={props.label}>
      {models.map(([key, units]) => {
        const { name, app } = nameOf(key, names)
        const share = props.whole > 0 ? Math.min(100, (units / props.whole) * 100) : 0
        return (
          <li key={key}>
            <span>
              {name} <small>{app}</small>
            </span>
            <strong className="num">{number(units, locale)}</strong>
            <i aria-hidden>
              <i style={{ width: `${share}%` }} />
            </i>
          </li>
        )
      })}
    </ul>
  )
}
