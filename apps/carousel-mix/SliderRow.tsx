import { Slider } from '@mantine/core'
import styles from './Editor.module.css'

/** A slider under its name and what it is set to. */
export function SliderRow(props: {
  label: string
  value: number
  /** Least, most and step. */
  range: [number, number, number]
  /** What is written beside the name; the number itself where nothing is said. */
  said?: string
  onChange(value: number): void
}) {
  const [min, max, step] = props.range
  return (
    <div className={styles.slider}>
      <span className={styles.sliderHead}>
        {props.label}
        <span className="num" aria-hidden>
          {props.said ?? props.value}
        </span>
      </span>
      <Slider
        value={props.value}
        min={min}
        max={max}
        step={step}
        thumbLabel={props.label}
        label={null}
        onChange={props.onChange}
      />
    </div>
  )
}
