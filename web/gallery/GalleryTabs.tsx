import { SegmentedControl } from '@mantine/core'
import { useMessages } from '#ui/i18n.tsx'
import styles from './GalleryPage.module.css'
import { words } from './messages.ts'

export function GalleryTabs(props: {
  value: 'results' | 'uploads'
  onChange(tab: 'results' | 'uploads'): void
}) {
  const t = useMessages(words)
  return (
    <SegmentedControl
      className={styles.tabs}
      aria-label={t('tabs')}
      size="md"
      radius="md"
      value={props.value}
      onChange={(tab) => props.onChange(tab === 'uploads' ? 'uploads' : 'results')}
      data={[
        { value: 'results', label: t('results') },
        { value: 'uploads', label: t('uploads') },
      ]}
    />
  )
}
