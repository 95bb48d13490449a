import { useMessages } from '#ui/i18n.tsx'
import { words } from './messages.ts'
import { PasswordPanel } from './PasswordPanel.tsx'
import { SessionsPanel } from './SessionsPanel.tsx'

/** Who can get in: the devices that are in now, and the password. */
export function SecurityPage() {
  const t = useMessages(words)
  return (
    <>
      <h1>{t('security')}</h1>
      <SessionsPanel />
      <PasswordPanel />
    </>
  )
}
