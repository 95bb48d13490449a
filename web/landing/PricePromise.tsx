import { IconArrowBackUp, IconChecks, IconReceipt } from '@tabler/icons-react'
import { models } from '#apps/video-mixer/models.ts'
import { signUpBonus } from '#catalog/packs.ts'
import { price } from '#catalog/price.ts'
import { number } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { Receipt, ReceiptLine, ReceiptLines, ReceiptPlace } from '#ui/Receipt.tsx'
import { words } from './messages.ts'
import styles from './PricePromise.module.css'

/** The promise about money, and a worked example by the same price function the server charges with. */
export function PricePromise() {
  const t = useMessages(words)
  const points = [
    { Icon: IconReceipt, text: t('promise1') },
    { Icon: IconChecks, text: t('promise2') },
    { Icon: IconArrowBackUp, text: t('promise3') },
  ]
  return (
    <section className={styles.section}>
      <div>
        <h2 className={styles.title}>{t('promiseTitle')}</h2>
        <p className={styles.text}>{t('promiseText')}</p>
        <ul className={styles.points}>
          {points.map(({ Icon, text }) => (
            <li key={text}>
              <Icon size={22} stroke={1.75} aria-hidden />
              {text}
            </li>
          ))}
        </ul>
      </div>
      <Example />
    </section>
  )
}

function Example() {
  const t = useMessages(words)
  const { locale } = useLocale()
  const [mixer] = models
  if (!mixer) return null
  const [asked, made] = [10, 7]
  const spent = price(mixer.price, { outputs: made }).credits
  const each = price(mixer.price, { outputs: 1 }).credits
  return (
    <ReceiptPlace>
      <Receipt title={t('receipt')} aside={t('receiptSample')}>
        <ReceiptLines>
          <ReceiptLine label={t('receiptLine', { count: made, each })} value={number(spent, locale)} />
          <ReceiptLine label={t('receiptFailed', { count: asked - made })} value={t('receiptFree')} good />
        </ReceiptLines>
        <ReceiptLines total>
          <ReceiptLine label={t('receiptTotal')} value={t('credits', { count: spent })} />
        </ReceiptLines>
        <ReceiptLines>
          <ReceiptLine label={t('receiptBefore')} value={number(signUpBonus, locale)} />
          <ReceiptLine label={t('receiptAfter')} value={number(signUpBonus - spent, locale)} />
        </ReceiptLines>
      </Receipt>
    </ReceiptPlace>
  )
}
