import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { WebApp } from '#apps/define-editor.ts'
import { useMessages } from '#ui/i18n.tsx'
import { generationQuery } from '../queries.ts'
import { deviceStore, forgetDraft, keepDraft, loadDraft } from './draft.ts'
import { words } from './messages.ts'
import { useEdits } from './useEdits.tsx'

/**
 * What is being made: from the last visit, or `?from=<run>` an earlier run's input, or empty. Kept on the device shortly
 * after each change and when the page is left. What a copy or a fresh start replaces can be brought back.
 */
export function useDraft(app: string, accountId: string, half: WebApp) {
  const t = useMessages(words)
  const navigate = useNavigate()
  const { from } = useSearch({ strict: false }) as { from?: string }
  const [kept] = useState(() => loadDraft(deviceStore(), { accountId, app }, half.restore))
  const { value, latest, change, replace, ...edits } = useEdits(() => kept ?? half.start())
  const touched = edits.touched || kept !== null
  const movedOn = useRef(false)

  useEffect(() => {
    if (!touched) return
    const keep = () => {
      if (!movedOn.current) keepDraft(deviceStore(), { accountId, app }, latest.current)
    }
    const timer = setTimeout(keep, 300)
    addEventListener('pagehide', keep)
    return () => {
      clearTimeout(timer)
      removeEventListener('pagehide', keep)
      keep()
    }
  }, [value, touched, accountId, app, latest])

  const { data: original } = useQuery({ ...generationQuery(from ?? ''), enabled: Boolean(from) })
  const copied = useRef<string | null>(null)
  useEffect(() => {
    if (!from || original?.id !== from || copied.current === from) return
    copied.current = from
    const restored = half.restore(original.input)
    if (restored) replace(restored, t('duplicated'))
    navigate({ to: '/studio/$app', params: { app }, search: {}, replace: true } as never)
  }, [from, original, half, app, navigate, replace, t])

  return {
    value,
    change,
    touched,
    startOver: () => replace(half.start(), t('startedOver')),
    /** It is kept elsewhere now; the next visit starts with nothing. */
    moveOn() {
      movedOn.current = true
      forgetDraft(deviceStore(), { accountId, app })
    },
  }
}
