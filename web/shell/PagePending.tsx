import { Skeleton, Stack } from '@mantine/core'
import { useMessages } from '#ui/i18n.tsx'
import { words } from './messages.ts'

/** Holds the room of a page whose code is still on its way. */
export function PagePending() {
  const t = useMessages(words)
  return (
    <div style={{ padding: 'var(--gutter)', minHeight: '100dvh' }}>
      <span role="status" style={{ position: 'absolute', clipPath: 'inset(50%)' }}>
        {t('loading')}
      </span>
      <Stack gap="lg" aria-hidden>
        <Skeleton height={40} width="min(20rem, 70%)" radius="md" />
        <Skeleton height={180} radius="lg" />
        <Skeleton height={180} radius="lg" />
      </Stack>
    </div>
  )
}
