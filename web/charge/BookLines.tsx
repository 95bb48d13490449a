import { dateTime, signed } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { ReceiptLine, ReceiptLines } from '#ui/Receipt.tsx'
import type { Charge } from '../api-types.ts'
import { words } from './messages.ts'
import styles from './Slip.module.css'

/** The run's lines of the books, as they stand there. */
export function BookLines({ entries }: { entries: Charge['entries'] }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  return (
    <section className={styles.section}>
      <h3>{t('books')}</h3>
      <ReceiptLines>
        {entries.map((entry) => (
          <ReceiptLine
            key={entry.id}
            label={labelOf(entry)}
            note={`${dateTime(entry.at, locale)} · ${t('after', { count: entry.balanceAfter })}`}
            value={entry.amount === 0 ? '0' : signed(entry.amount, locale)}
          />
        ))}
      </ReceiptLines>
    </section>
  )

  function labelOf({ kind, spent }: Charge['entries'][number]): string {
    if (kind === 'settle') return t('settle', { count: spent })
    return t(kind === 'release' ? 'release' : 'hold')
  }
}
