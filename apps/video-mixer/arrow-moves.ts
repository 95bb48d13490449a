import type { KeyboardCoordinateGetter } from '@dnd-kit/core'

const ways: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

/** With an arrow key a lifted clip goes to the nearest place that way, whichever group it is in. `isPlace` tells places from the lanes around them. */
export function arrowMoves(isPlace: (id: string | number) => boolean): KeyboardCoordinateGetter {
  return (event, { context: { collisionRect, droppableRects } }) => {
    const way = ways[event.code]
    if (!way || !collisionRect) return undefined
    event.preventDefault()
    const from = middleOf(collisionRect)
    const reachable = [...droppableRects].flatMap(([id, rect]) => {
      const [across, down] = [middleOf(rect).x - from.x, middleOf(rect).y - from.y]
      const along = across * way.x + down * way.y
      const aside = Math.abs(across * way.y) + Math.abs(down * way.x)
      return isPlace(id) && along > 8 ? [{ rect, far: along + 2 * aside }] : []
    })
    const nearest = reachable.toSorted((a, b) => a.far - b.far)[0]
    if (!nearest) return undefined
    const to = middleOf(nearest.rect)
    return { x: to.x - collisionRect.width / 2, y: to.y - collisionRect.height / 2 }
  }
}

function middleOf({
  left,
  top,
  width,
  height,
}: {
  left: number
  top: number
  width: number
  height: number
}) {
  return { x: left + width / 2, y: top + height / 2 }
}
