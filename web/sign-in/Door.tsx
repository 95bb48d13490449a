import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { FormEvent, ReactNode } from 'react'
import styles from './Door.module.css'

/** One form of the door: title, what went wrong (read out at once), fields, and a way onwards. */
export function Door(props: {
  title: string
  text: ReactNode
  refused?: ReactNode
  onSubmit?(event: FormEvent<HTMLFormElement>): void
  children?: ReactNode
  after?: ReactNode
}) {
  const fields = (
    <>
      {props.refused && (
        <Alert role="alert" color="red" icon={<IconAlertTriangle aria-hidden />} className={styles.refused}>
          {props.refused}
        </Alert>
      )}
      {props.children}
    </>
  )
  return (
    <>
      <h1 className={styles.title}>{props.title}</h1>
      <p className={styles.text}>{props.text}</p>
      {props.onSubmit ? (
        <form noValidate className={styles.form} onSubmit={props.onSubmit}>
          {fields}
        </form>
      ) : (
        <div className={styles.form}>{fields}</div>
      )}
      {props.after && <p className={styles.after}>{props.after}</p>}
    </>
  )
}
