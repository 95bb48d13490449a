import { Button } from '@mantine/core'
import { IconDice5 } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { Stepper } from '#ui/Stepper.tsx'
import styles from './Amount.module.css'
import { drawSeed } from './edit-mix.ts'
import type { MixInput } from './input.ts'
import { limits } from './limits.ts'
import { words } from './messages.ts'

/** How many to make, beside how many there could be. */
export function Amount(props: {
  value: MixInput
  onChange(next: MixInput): void
  variants: { count: number; exact: boolean } | null
}) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { value, onChange, variants } = props
  const tooMany = variants?.exact === true && value.outputs > variants.count
  const setOutputs = (outputs: number) => onChange({ ...value, outputs })
  return (
    <section className={styles.amount}>
      <h2 className={styles.title}>{t('amount')}</h2>
      <div className={styles.row}>
        <Stepper
          label={t('amount')}
          less={t('less')}
          more={t('more')}
          value={value.outputs}
          min={1}
          max={limits.outputs}
          error={tooMany}
          onChange={setOutputs}
        />
        <p className={styles.possible} data-too-many={tooMany || undefined} role="status">
          {said()}
        </p>
        {tooMany && variants && variants.count > 0 && (
          <Button variant="light" size="sm" mih={44} onClick={() => setOutputs(variants.count)}>
            {t('useAll', { count: variants.count })}
          </Button>
        )}
      </div>
      <p className={styles.seed}>
        <span className="num">{t('seed', { seed: value.seed })}</span>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          mih={44}
          leftSection={<IconDice5 size={18} aria-hidden />}
          onClick={() => onChange({ ...value, seed: drawSeed() })}
        >
          {t('reseed')}
        </Button>
        <span className={styles.seedNote}>{t('seedNote')}</span>
      </p>
    </section>
  )

  function said(): ReactNode {
    if (!variants) return t(value.clips.length < 2 ? 'possibleUnknown' : 'possibleLater')
    const b = (figure: ReactNode) => <b className="num">{figure}</b>
    if (!variants.exact) return t.rich('possibleMillion', { b })
    return t.rich(tooMany ? 'tooMany' : 'possible', { count: variants.count, locale, b })
  }
}
