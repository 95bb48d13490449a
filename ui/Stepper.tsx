import { ActionIcon, NumberInput } from '@mantine/core'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import styles from './Stepper.module.css'

/** A whole number between two thumbs. Typing is allowed too; what is out of range is brought back on leaving the field. */
export function Stepper(props: {
  label: string
  less: string
  more: string
  value: number
  min: number
  max: number
  onChange(value: number): void
  error?: boolean
}) {
  const set = (value: number) => props.onChange(Math.min(props.max, Math.max(props.min, Math.round(value))))
  return (
    <div className={styles.stepper}>
      <ActionIcon
        variant="default"
        size={48}
        radius="xl"
        aria-label={props.less}
        disabled={props.value <= props.min}
        onClick={() => set(props.value - 1)}
      >
        <IconMinus size={20} aria-hidden />
      </ActionIcon>
      <NumberInput
        aria-label={props.label}
        className={styles.field}
        classNames={{ input: styles.input }}
        value={props.value}
        min={props.min}
        max={props.max}
        clampBehavior="blur"
        allowDecimal={false}
        allowNegative={false}
        hideControls
        error={props.error}
        onChange={(value) => typeof value === 'number' && set(value)}
      />
      <ActionIcon
        variant="default"
        size={48}
        radius="xl"
        aria-label={props.more}
        disabled={props.value >= props.max}
        onClick={() => set(props.value + 1)}
      >
        <IconPlus size={20} aria-hidden />
      </ActionIcon>
    </div>
  )
}
