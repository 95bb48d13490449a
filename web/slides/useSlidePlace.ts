import { type KeyboardEvent, useRef, useState } from 'react'

/** Which slide of a strip is in view. The strip's own scrolling says so, whoever moved it: a finger, a wheel, a button or a key. */
export function useSlidePlace(count: number) {
  const [at, setAt] = useState(0)
  const strip = useRef<HTMLDivElement>(null)
  // Where a button sent it; slides passed on the way are not stopped at.
  const bound = useRef<number | null>(null)

  function go(to: number) {
    const next = Math.min(Math.max(to, 0), count - 1)
    if (next !== at) bound.current = next
    setAt(next)
    // How it moves is said in the style, where a wish for stillness is heard.
    strip.current?.scrollTo({ left: next * strip.current.clientWidth })
  }

  function follow() {
    const { scrollLeft = 0, clientWidth = 0 } = strip.current ?? {}
    if (clientWidth === 0) return
    const seen = Math.min(Math.max(Math.round(scrollLeft / clientWidth), 0), count - 1)
    if (bound.current !== null && bound.current !== seen) return
    bound.current = null
    setAt(seen)
  }

  const keys: Record<string, number> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: count - 1 }
  const letGo = () => {
    bound.current = null
  }
  return {
    at,
    has: (by: 1 | -1) => at + by >= 0 && at + by < count,
    turn: (by: 1 | -1) => go(at + by),
    /** Marks the keys it took as prevented: what is around it leaves them alone. */
    onKeyDown(event: KeyboardEvent) {
      const to = keys[event.key]
      if (to === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      go(to)
    },
    scroller: { ref: strip, onScroll: follow, onPointerDown: letGo, onWheel: letGo },
  }
}
