import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import { History } from './history.ts'
import { words } from './messages.ts'

/** What is being made, with its steps back and forth. */
export function useEdits(start: () => unknown) {
  const t = useMessages(words)
  const [value, setValue] = useState<unknown>(start)
  const [touched, setTouched] = useState(false)
  const [history] = useState(() => new History())
  const latest = useRef(value)

  const show = useCallback((next: unknown) => {
    latest.current = next
    setValue(() => next)
  }, [])
  const change = useCallback(
    (next: (now: unknown) => unknown, step?: { alone: boolean }) => {
      setTouched(true)
      history.record(latest.current, performance.now(), step)
      // Several changes may come before the page is drawn again; each builds on the one before.
      show(next(latest.current))
    },
    [history, show],
  )
  useUndo(history, latest, show)

  /** Something else in place of what there was, which can be brought back. */
  const replace = useCallback(
    (next: unknown, message: string) => {
      const before = latest.current
      change(() => next)
      const id = notifications.show({
        closeButtonProps: { 'aria-label': t('close') },
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

  return { value, touched, latest, change, replace, show }
}

/** Ctrl/⌘ Z and Ctrl/⌘ Shift Z. While somebody types, the keys are the field's own. */
function useUndo(history: History, latest: RefObject<unknown>, show: (value: unknown) => void) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
      if (event.target instanceof HTMLInputElement && /^(text|search|number)$/.test(event.target.type)) return
      event.preventDefault()
      const other = event.shiftKey ? history.redo(latest.current) : history.undo(latest.current)
      if (other !== undefined) show(other)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [history, latest, show])
}
