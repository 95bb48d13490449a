import { type ReactNode, useId } from 'react'
import styles from './Choice.module.css'

export interface Option<Value extends string> {
  value: Value
  label: string
  /** A line under the label. */
  hint?: string
  picture?: ReactNode
  disabled?: boolean
}

/** One of a few, all in sight: radio buttons drawn as chips, or as small cards when options carry pictures or hints. */
export function Choice<Value extends string>(props: {
  label: string
  options: readonly Option<Value>[]
  value: Value
  onChange(value: Value): void
  /** Shown under the group. */
  note?: ReactNode
}) {
  const name = useId()
  const cards = props.options.some((option) => option.picture || option.hint)
  return (
    <fieldset className={styles.group}>
      <legend className={styles.label}>{props.label}</legend>
      <div className={styles.options} data-cards={cards || undefined}>
        {props.options.map((option) => (
          <label key={option.value} className={styles.option}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === props.value}
              disabled={option.disabled}
              onChange={() => props.onChange(option.value)}
            />
            {option.picture && <span className={styles.picture}>{option.picture}</span>}
            <span>{option.label}</span>
            {option.hint && <span className={styles.hint}>{option.hint}</span>}
          </label>
        ))}
      </div>
      {props.note && <p className={styles.note}>{props.note}</p>}
    </fieldset>
  )
}
