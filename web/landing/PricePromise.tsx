import { IconArrowBackUp, IconChecks, IconReceipt } from '@tabler/icons-react'
import { models } from '#apps/video-mixer/models.ts'
import { signUpBonus } from '#catalog/packs.ts'
import { price } from '#catalog/price.ts'
import { number } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { LogoMark } from '#ui/Logo.tsx'
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
      <Receipt />
    </section>
  )
}

function Receipt() {
  const t = useMessages(words)
  const { locale } = useLocale()
  const [mixer] = models
  if (!mixer) return null
  const [asked, made] = [10, 7]
  const spent = price(mixer.price, { outputs: made }).credits
  const each = price(mixer.price, { outputs: 1 }).credits
  return (
    <div className={styles.receiptPlace}>
      <div className={styles.receipt}>
        <p className={styles.receiptHead}>
          <LogoMark size={24} />
          <strong>{t('receipt')}</strong>
          <span>{t('receiptSample')}</span>
        </p>
        <dl>
          <dt>{t('receiptLine', { count: made, each })}</dt>
          <dd>{number(spent, locale)}</dd>
          <dt>{t('receiptFailed', { count: asked - made })}</dt>
          <dd className={styles.free}>{t('receiptFree')}</dd>
        </dl>
        <dl className={styles.total}>
          <dt>{t('receiptTotal')}</dt>
          <dd>{t('credits', { count: spent })}</dd>
        </dl>
        <dl>
          <dt>{t('receiptBefore')}</dt>
          <dd>{number(signUpBonus, locale)}</dd>
          <dt>{t('receiptAfter')}</dt>
          <dd>{number(signUpBonus - spent, locale)}</dd>
        </dl>
      </div>
    </div>
  )
}
