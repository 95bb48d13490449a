import { Popover } from '@mantine/core'
import { useState } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import { words } from './messages.ts'
import { Preferences } from './Preferences.tsx'
import { PreferencesButton } from './PreferencesButton.tsx'

/** Arrives open, because it was fetched by the press that asked for it. */
export function PreferencesPopover() {
  const t = useMessages(words)
  const [opened, setOpened] = useState(true)
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      radius="lg"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <PreferencesButton onClick={() => setOpened(!opened)} />
      </Popover.Target>
      <Popover.Dropdown aria-label={t('appearance')}>
        <Preferences />
      </Popover.Dropdown>
    </Popover>
  )
}
