import type { ReactNode } from 'react'
import styles from './EmptyState.module.css'
import { LightCone, type Scene } from './LightCone.tsx'

/** Nothing here yet: what will be, and the one button that brings it. `level` keeps the page's headings in order. */
export function EmptyState(props: {
  scene: Scene
  title: string
  text: ReactNode
  action?: ReactNode
  level?: 1 | 2 | 3
}) {
  const Title = `h${props.level ?? 2}` as const
  return (
    <div className={styles.empty}>
      <LightCone scene={props.scene} />
      <Title className={styles.title}>{props.title}</Title>
      <div className={styles.text}>{props.text}</div>
      {props.action && <div className={styles.action}>{props.action}</div>}
    </div>
  )
}
