import { ActionIcon } from '@mantine/core'
import { IconSunMoon } from '@tabler/icons-react'
import { type ComponentProps, lazy, Suspense, useState } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import { words } from './messages.ts'

const PreferencesPopover = lazy(() =>
  import('./PreferencesPopover.tsx').then((file) => ({ default: file.PreferencesPopover })),
)

/** Language and theme behind one button of the header. What opens is fetched when it is first asked for. */
export function PreferencesMenu() {
  const [asked, setAsked] = useState(false)
  if (!asked) return <PreferencesButton onClick={() => setAsked(true)} />
  return (
    <Suspense fallback={<PreferencesButton />}>
      <PreferencesPopover />
    </Suspense>
  )
}

export function PreferencesButton(props: ComponentProps<'button'>) {
  const t = useMessages(words)
  return (
    <ActionIcon aria-label={t('appearance')} title={t('appearance')} aria-haspopup="dialog" {...props}>
      <IconSunMoon size={22} stroke={1.75} aria-hidden />
    </ActionIcon>
  )
}
