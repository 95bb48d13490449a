import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { WebApp } from '#apps/define-editor.ts'
import { useMessages } from '#ui/i18n.tsx'
import { generationQuery } from '../queries.ts'
import { deviceStore, keepDraft, loadDraft } from './draft.ts'
import { History } from './history.ts'
import { words } from './messages.ts'

/**
 * What is being made: from the last visit, or `?from=<run>` an earlier run's input, or empty. Kept on the device shortly
 * after each change and when the page is left. What a copy or a fresh start replaces can be brought back.
 */
export function useDraft(app: string, accountId: string, half: WebApp) {
  const t = useMessages(words)
  const navigate = useNavigate()
  const { from } = useSearch({ strict: false }) as { from?: string }
  const [kept] = useState(() => loadDraft(deviceStore(), { accountId, app }, half.restore))
  const [value, setValue] = useState<unknown>(() => kept ?? half.start())
  const [touched, setTouched] = useState(kept !== null)
  const [history] = useState(() => new History())
  const latest = useRef(value)
  latest.current = value

  const change = useCallback(
    (next: (now: unknown) => unknown) => {
      setTouched(true)
      history.record(latest.current, performance.now())
      // Several changes may come before the page is drawn again; each builds on the one before.
      latest.current = next(latest.current)
      setValue(latest.current)
    },
    [history],
  )
  useUndo(history, latest, setValue)

  useEffect(() => {
    if (!touched) return
    const keep = () => keepDraft(deviceStore(), { accountId, app }, latest.current)
    const timer = setTimeout(keep, 300)
    addEventListener('pagehide', keep)
    return () => {
      clearTimeout(timer)
      removeEventListener('pagehide', keep)
      keep()
    }
  }, [value, touched, accountId, app])

  const replace = useCallback(
    (next: unknown, message: string) => {
      const before = latest.current
      change(() => next)
      const id = notifications.show({
        message: (
          <Group justify="space-between" gap="sm" wrap="nowrap">
            {message}
            <Button
              variant="default"
              size="sm"
              mih={44}
              onClick={() => {
                change(() => before)
                notifications.hide(id)
              }}
            >
              {t('undo')}
            </Button>
          </Group>
        ),
      })
    },
    [change, t],
  )

  const { data: original } = useQuery({ ...generationQuery(from ?? ''), enabled: Boolean(from) })
  const copied = useRef<string | null>(null)
  useEffect(() => {
    if (!from || original?.id !== from || copied.current === from) return
    copied.current = from
    const restored = half.restore(original.input)
    if (restored) replace(restored, t('duplicated'))
    navigate({ to: '/studio/$app', params: { app }, search: {}, replace: true } as never)
  }, [from, original, half, app, navigate, replace, t])

  return { value, change, touched, startOver: () => replace(half.start(), t('startedOver')) }
}

/** Ctrl/⌘ Z and Ctrl/⌘ Shift Z. While somebody types, the keys are the field's own. */
function useUndo(history: History, latest: RefObject<unknown>, set: (value: unknown) => void) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
      if (event.target instanceof HTMLInputElement && /^(text|search|number)$/.test(event.target.type)) return
      event.preventDefault()
      const other = event.shiftKey ? history.redo(latest.current) : history.undo(latest.current)
      if (other !== undefined) set(other)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [history, latest, set])
}
