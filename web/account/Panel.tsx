import { type ReactNode, useId } from 'react'
import styles from './Panel.module.css'

/** A titled part of an account page. */
export function Panel(props: { title: string; text?: ReactNode; aside?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={styles.panel}>
      <header className={styles.head}>
        <div>
          <h2 id={id}>{props.title}</h2>
          {props.text && <p>{props.text}</p>}
        </div>
        {props.aside}
      </header>
      {props.children}
    </section>
  )
}
