import { lazy, Suspense, useState } from 'react'
import { PreferencesButton } from './PreferencesButton.tsx'

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
