import { UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconFolder } from '@tabler/icons-react'
import { useState } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import { words } from './messages.ts'
import { type OpenProject, ProjectList } from './ProjectList.tsx'
import styles from './ProjectSwitcher.module.css'
import { useFreshName } from './useFreshName.ts'

/** What is open, and the way to the others. */
export function ProjectSwitcher(props: {
  app: { id: string; name: string }
  open: OpenProject | null
  fresh(): unknown
  name: string
}) {
  const t = useMessages(words)
  const freshName = useFreshName(props.app.name)
  const [shown, setShown] = useState(false)
  return (
    <>
      <UnstyledButton
        className={styles.switcher}
        aria-label={t('switch', { name: props.name })}
        aria-haspopup="dialog"
        title={props.name}
        onClick={() => setShown(true)}
      >
        <IconFolder size={20} stroke={1.75} aria-hidden />
        <span className={styles.name}>{props.name}</span>
        <IconChevronDown size={18} aria-hidden />
      </UnstyledButton>
      {shown && (
        <ProjectList
          app={props.app}
          open={props.open}
          fresh={props.fresh}
          freshName={freshName()}
          onClose={() => setShown(false)}
        />
      )}
    </>
  )
}
