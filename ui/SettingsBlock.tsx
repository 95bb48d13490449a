import type { ReactNode } from 'react'
import styles from './SettingsBlock.module.css'

/** A few settings that belong together, under one heading. */
export function SettingsBlock(props: { title: string; icon: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.block}>
      <h3 className={styles.title}>
        {props.icon}
        {props.title}
      </h3>
      <div className={styles.settings}>{props.children}</div>
    </section>
  )
}
