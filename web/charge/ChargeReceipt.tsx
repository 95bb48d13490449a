import { date, dateTime } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { Receipt, ReceiptLine, ReceiptLines } from '#ui/Receipt.tsx'
import type { Charge } from '../api-types.ts'
import { words as jobWords } from '../jobs/messages.ts'
import { BookLines } from './BookLines.tsx'
import { words } from './messages.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { PaidFrom } from './PaidFrom.tsx'
import styles from './Slip.module.css'
import { useChargeWords } from './useChargeWords.ts'

/** A run on till paper: what it was held at, what came of it, what it cost, who paid, what the books say. */
export function ChargeReceipt({ charge }: { charge: Charge }) {
  const t = useMessages(words)
  const j = useMessages(jobWords)
  const { locale } = useLocale()
  const say = useChargeWords(charge)
  const { hold } = charge
  const outcome = outcomeOf(charge)
  const status = charge.status === 'succeeded' && outcome?.failed.length ? 'partial' : charge.status
  return (
    <Receipt title={t('receipt')} aside={date(hold.at, locale)} torn>
      <p className={styles.about}>
        {say.model}
        <span className={styles.status} data-status={status}>
          {j(status)}
        </span>
      </p>
      <ReceiptLines>
        <ReceiptLine
          label={say.priced(hold.amount, charge.outputs.wanted, hold.unit)}
          note={outcome && t('heldAt', { at: dateTime(hold.at, locale) })}
          value={say.count(hold.amount)}
        />
      </ReceiptLines>
      {outcome && <Came charge={charge} outcome={outcome} />}
      <ReceiptLines total>
        <ReceiptLine
          label={t(outcome ? 'total' : 'totalHeld')}
          value={say.units(outcome?.settled ?? hold.amount, hold.unit)}
        />
      </ReceiptLines>
      {outcome && outcome.released > 0 && hold.endedAt && (
        <ReceiptLines>
          <ReceiptLine
            label={t('released')}
            note={dateTime(hold.endedAt, locale)}
            value={say.count(outcome.released)}
            good
          />
        </ReceiptLines>
      )}
      <PaidFrom charge={charge} />
      <BookLines entries={charge.entries} />
    </Receipt>
  )
}

function Came({ charge, outcome }: { charge: Charge; outcome: Outcome }) {
  const t = useMessages(words)
  const say = useChargeWords(charge)
  const { delivered, failed, unmade, settled } = outcome
  return (
    <ReceiptLines>
      <ReceiptLine
        label={delivered > 0 ? t('made', { what: say.results(delivered) }) : t('madeNone')}
        value={say.count(settled)}
      />
      {failed.map(({ reason, count }) => (
        <ReceiptLine
          key={reason}
          label={t('failed', { what: say.results(count) })}
          note={say.failure(reason)}
          value={t('free')}
          good
        />
      ))}
      {unmade > 0 && (
        <ReceiptLine label={t('unmade', { what: say.results(unmade) })} value={t('free')} good />
      )}
    </ReceiptLines>
  )
}
