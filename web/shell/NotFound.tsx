import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '#ui/EmptyState.tsx'
import { useMessages } from '#ui/i18n.tsx'
import { words } from './messages.ts'

export function NotFound() {
  const t = useMessages(words)
  return (
    <main id="main" tabIndex={-1} style={{ padding: 'var(--section) var(--gutter)' }}>
      <EmptyState
        scene="nothing"
        level={1}
        title={t('notFoundTitle')}
        text={t('notFoundText')}
        action={
          <Button component={Link} to="/">
            {t('notFoundButton')}
          </Button>
        }
      />
    </main>
  )
}
