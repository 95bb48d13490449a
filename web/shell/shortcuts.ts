import { useEffect, useRef } from 'react'

/** `?` opens the keyboard sheet, Ctrl/⌘ K search. Typing in a field is never a shortcut, except Ctrl/⌘ K. */
export function useShortcuts(actions: { search(): void; keys(): void }) {
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        latest.current.search()
      } else if (event.key === '?' && !isTyping(event.target)) {
        latest.current.keys()
      }
    }
    const ask = () => latest.current.search()
    addEventListener('keydown', press)
    addEventListener(searchEvent, ask)
    return () => {
      removeEventListener('keydown', press)
      removeEventListener(searchEvent, ask)
    }
  }, [])
}

const searchEvent = 'lumiku:search'

/** What the search button presses. */
export function openSearch() {
  dispatchEvent(new Event(searchEvent))
}

function isTyping(target: EventTarget | null) {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}
