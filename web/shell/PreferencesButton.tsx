import { ActionIcon } from '@mantine/core'
import { IconSunMoon } from '@tabler/icons-react'
import type { ComponentProps } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import { words } from './messages.ts'

export function PreferencesButton(props: ComponentProps<'button'>) {
  const t = useMessages(words)
  return (
    <ActionIcon aria-label={t('appearance')} title={t('appearance')} aria-haspopup="dialog" {...props}>
      <IconSunMoon size={22} stroke={1.75} aria-hidden />
    </ActionIcon>
  )
}
