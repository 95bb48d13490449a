import { ActionIcon, Menu } from '@mantine/core'
import { IconCopy, IconCursorText, IconDots, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { relative } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { MediaThumb } from '#ui/MediaThumb.tsx'
import type { ListedProject } from '../../api-types.ts'
import { words } from './messages.ts'
import styles from './ProjectList.module.css'

/** One project in the list, and what can be done with it. */
export function ProjectRow(props: {
  project: ListedProject
  current: boolean
  onOpened(): void
  onRename(): void
  onDuplicate(): void
  onRemove(): void
}) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { project, current } = props
  return (
    <li className={styles.row} data-open={current || undefined}>
      <Link
        to="/studio/$app/$project"
        params={{ app: project.app, project: project.id } as never}
        className={styles.link}
        aria-current={current ? 'page' : undefined}
        onClick={props.onOpened}
      >
        <span className={styles.thumb}>
          <MediaThumb src={project.thumbnailUrl} kind="image" ratio={1} />
        </span>
        <span className={styles.words}>
          <span className={styles.name}>{project.name}</span>
          <span className={styles.when}>{relative(project.updatedAt, Date.now(), locale)}</span>
        </span>
      </Link>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon aria-label={t('menu', { name: project.name })}>
            <IconDots size={20} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCursorText size={18} aria-hidden />} onClick={props.onRename}>
            {t('rename')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy size={18} aria-hidden />} onClick={props.onDuplicate}>
            {t('duplicate')}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={18} aria-hidden />} onClick={props.onRemove}>
            {t('remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  )
}
