import { Button, Kbd } from '@mantine/core'
import { IconAlertTriangle, IconSparkles } from '@tabler/icons-react'
import { useMessages } from '#ui/i18n.tsx'
import type { ModelOffer } from '../api-types.ts'
import { FundsWarning } from './FundsWarning.tsx'
import { ModelPicker } from './ModelPicker.tsx'
import { words } from './messages.ts'
import type { PriceLine } from './price-line.ts'
import styles from './RunBar.module.css'

/** Always in sight: who makes it, what it costs line by line, what is left after, and the one button. */
export function RunBar(props: {
  models: readonly ModelOffer[]
  modelKey: string
  onLocked(model: ModelOffer): void
  /** `3 video`, for the button and the line. */
  results(count: number): string
  wanted: number
  price: PriceLine | null
  /** Said instead of the price while the input cannot run. */
  missing: string | null
  /** What the server found wrong with the last attempt. */
  complaint: string | null
  running: boolean
  onRun(): void
}) {
  const t = useMessages(words)
  const { price } = props
  const units = (count: number) =>
    t(price?.unit === 'quota' ? 'costQuota' : 'cost', { count: Math.max(0, count) })
  return (
    <section className={styles.bar} aria-label={t('runBar')}>
      <div className={styles.model}>
        <ModelPicker models={props.models} value={props.modelKey} onLocked={props.onLocked} />
      </div>
      <div className={styles.price} id="run-price" role="status">
        {props.complaint && (
          <p className={styles.bad}>
            <IconAlertTriangle size={18} aria-hidden />
            {t('refusedField', { message: props.complaint })}
          </p>
        )}
        {props.missing && !props.complaint && <p className={styles.missing}>{props.missing}</p>}
        {price && !props.missing && !props.complaint && (
          <>
            <p className={styles.line}>
              <strong className="num">{units(price.cost)}</strong>
              {price.results > 1 && (
                <span className="num">
                  {t('line', { what: props.results(price.results), each: units(price.each) })}
                </span>
              )}
            </p>
            <FundsWarning price={price} results={props.results} />
          </>
        )}
      </div>
      <Button
        className={styles.button}
        size="lg"
        leftSection={<IconSparkles size={22} aria-hidden />}
        disabled={props.missing !== null || !price}
        loading={props.running}
        aria-describedby="run-price"
        aria-keyshortcuts="Control+Enter Meta+Enter"
        onClick={props.onRun}
      >
        {t('make', { what: props.results(props.wanted) })}
        {price && <span className={styles.buttonPrice}>{units(price.cost)}</span>}
      </Button>
      <Kbd className={styles.keys} aria-hidden>
        Ctrl ↵
      </Kbd>
    </section>
  )
}
