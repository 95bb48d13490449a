import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '../api.ts'
import type { Payment } from '../api-types.ts'
import { useNow } from '../jobs/useNow.ts'
import { keys } from '../queries.ts'
import { tellTabsOfMoney } from '../shell/live.ts'

const askFirstMs = 31_000
const askLastMs = 300_000

/**
 * An order as our server knows it, read again until it is paid, in every tab. While it is pending and looked at, the payment service
 * itself is asked: on arrival, when its time is over, and more and more seldom in between. `now` is the server's clock.
 */
export function usePayment(orderId: string) {
  const client = useQueryClient()
  const path = `/api/payments/${encodeURIComponent(orderId)}`
  const queryKey = [...keys.payments, orderId]
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<Payment>(path, { signal }),
    enabled: orderId !== '',
    refetchInterval: ({ state }) => lookAgainIn(state.data, state.dataUpdateCount),
  })
  const check = useMutation({
    mutationFn: () => api.post<Payment>(`${path}/check`),
    onSuccess: (told) => client.setQueryData(queryKey, told),
    // The turn was taken all the same.
    onError: () => client.invalidateQueries({ queryKey }),
  })
  const payment = query.data
  const status = payment?.status
  const skew = payment ? Date.parse(payment.asOf) - query.dataUpdatedAt : 0
  const now = useNow(status !== undefined && status !== 'paid') + skew
  const over = payment ? now >= Date.parse(payment.expiresAt) : false

  const { mutate: ask } = check
  useEffect(() => {
    if (status === 'pending') return askNowAndThen(ask)
  }, [status, over, ask])
  useEffect(() => {
    if (status !== 'paid') return
    tellTabsOfMoney()
    for (const key of [keys.me, keys.balance, keys.history, keys.subscription, keys.quota, keys.plans])
      void client.invalidateQueries({ queryKey: key })
  }, [status, client])

  return { query, payment, now, over, check }
}

/** Milliseconds until our server is asked again; what failed or ran out may still be paid late. */
function lookAgainIn(payment: Payment | undefined, times: number): number | false {
  if (payment?.status === 'paid') return false
  if (payment?.status === 'pending') return times < 200 ? 3000 : 10_000
  return 15_000
}

function askNowAndThen(ask: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const askAgain = (wait: number) => {
    if (document.visibilityState === 'visible') ask()
    timer = setTimeout(() => askAgain(Math.min(wait * 2, askLastMs)), wait)
  }
  const seen = () => {
    if (document.visibilityState !== 'visible') return
    clearTimeout(timer)
    askAgain(askFirstMs)
  }
  askAgain(askFirstMs)
  document.addEventListener('visibilitychange', seen)
  return () => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', seen)
  }
}
