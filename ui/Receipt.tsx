import type { ReactNode } from 'react'
import { LogoMark } from './Logo.tsx'
import styles from './Receipt.module.css'

/** The table a receipt lies on, lit from above. */
export function ReceiptPlace({ children, quiet }: { children: ReactNode; quiet?: boolean }) {
  return (
    <div className={styles.place} data-quiet={quiet || undefined}>
      {children}
    </div>
  )
}

/** A strip of till paper. `torn`: it ends here; otherwise it goes on out of sight. */
export function Receipt(props: { title: string; aside: ReactNode; children: ReactNode; torn?: boolean }) {
  return (
    <div className={styles.paper} data-torn={props.torn || undefined}>
      <p className={styles.head}>
        <LogoMark size={24} />
        <strong>{props.title}</strong>
        <span>{props.aside}</span>
      </p>
      {props.children}
    </div>
  )
}

/** Lines between two perforations. `total`: what it comes to. */
export function ReceiptLines({ children, total }: { children: ReactNode; total?: boolean }) {
  return (
    <dl className={styles.lines} data-total={total || undefined}>
      {children}
    </dl>
  )
}

export function ReceiptLine(props: { label: string; value: ReactNode; note?: ReactNode; good?: boolean }) {
  return (
    <div className={styles.line}>
      <dt>
        {props.label}
        {props.note && <span className={styles.note}>{props.note}</span>}
      </dt>
      <dd data-good={props.good || undefined}>{props.value}</dd>
    </div>
  )
}
