import { useInterval } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { keys } from '../queries.ts'

/** Hours and minutes until a time, counted by the minute. When it has come, what depends on it is asked for again. */
export function Countdown(props: {
  until: string
  children(left: { hours: number; minutes: number }): ReactNode
}) {
  const client = useQueryClient()
  const [now, setNow] = useState(Date.now)
  useInterval(() => setNow(Date.now()), 15_000, { autoInvoke: true })
  const minutes = Math.max(0, Math.ceil((Date.parse(props.until) - now) / 60_000))
  const over = minutes === 0
  // Again with every tick: the server's clock may be a little behind this one.
  useEffect(() => {
    if (!over) return
    client.invalidateQueries({ queryKey: keys.quota })
    client.invalidateQueries({ queryKey: keys.me })
  }, [over, now, client])
  return props.children({ hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}
