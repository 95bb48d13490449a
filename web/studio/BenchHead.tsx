import { VisuallyHidden } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import styles from './BenchHead.module.css'

/** What stands over a workbench: the app, what of it is open, and what can be done with that. */
export function BenchHead(props: {
  app: string
  project?: string
  children: ReactNode
  /** What stands beside the app's name is not known yet; its room is kept. */
  pending?: boolean
  tools?: ReactNode
}) {
  const { app, project } = props
  // The tab is named when the page is arrived at; a project may be renamed later.
  useEffect(() => {
    if (project !== undefined) document.title = `${app}: ${project} · Lumiku`
  }, [app, project])
  return (
    <div className={styles.head}>
      <h1 className={styles.title}>
        {app}
        {project !== undefined && <VisuallyHidden component="span">: {project}</VisuallyHidden>}
      </h1>
      <div className={styles.place} data-pending={props.pending || undefined}>
        {props.children}
      </div>
      {props.tools && <div className={styles.tools}>{props.tools}</div>}
    </div>
  )
}
