import { Button, CopyButton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { rupiah } from '#ui/format.ts'
import { useMessages } from '#ui/i18n.tsx'
import type { Payment } from '../api-types.ts'
import { words } from './messages.ts'
import styles from './PaymentInstructions.module.css'

const PaymentQr = lazy(() => import('./PaymentQr.tsx').then((file) => ({ default: file.PaymentQr })))

/** What the payment service gave to pay with, each with its steps; where it gave nothing, the steps on its own page. */
export function PaymentInstructions({ payment }: { payment: Payment }) {
  const t = useMessages(words)
  const { vaNumber, qrString } = payment.instructions
  const amount = rupiah(payment.amount)
  if (!vaNumber && !qrString)
    return <Steps title={t('howTitle')} steps={[t('howOpen'), t('howChoose', { amount }), t('howBack')]} />
  return (
    <>
      {qrString && (
        <Steps title="QRIS" steps={[t('qrScan'), t('qrAmount', { amount }), t('qrSame')]}>
          <Suspense fallback={<div className={styles.qr} />}>
            <div className={styles.qr}>
              <PaymentQr text={qrString} name={`qris-${payment.orderId}`} />
            </div>
          </Suspense>
        </Steps>
      )}
      {vaNumber && (
        <Steps title={t('va')} steps={[t('vaOpen'), t('vaEnter'), t('vaAmount', { amount })]}>
          <p className={styles.number}>
            <strong className="num">{vaNumber.match(/.{1,4}/g)?.join(' ')}</strong>
            <CopyButton value={vaNumber}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {copied ? t('copied') : t('copy')}
                </Button>
              )}
            </CopyButton>
          </p>
        </Steps>
      )}
    </>
  )
}

function Steps(props: { title: string; steps: string[]; children?: React.ReactNode }) {
  return (
    <section className={styles.how}>
      <h2>{props.title}</h2>
      {props.children}
      <ol>
        {props.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  )
}
