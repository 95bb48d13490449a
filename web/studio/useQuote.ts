import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ApiProblem, api } from '../api.ts'
import type { Quote } from '../api-types.ts'
import { keys } from '../queries.ts'
import type { PriceLine } from './price-line.ts'

/**
 * The price to show: the local one at once, the server's as soon as it has answered for this very input. What the server
 * finds wrong with the input comes along; refusals for want of funds do not, the run itself meets those with its dialog.
 */
export function useQuote(
  app: string,
  action: string,
  body: Record<string, unknown> | null,
  local: PriceLine | null,
) {
  const text = body && JSON.stringify(body)
  const [settled] = useDebouncedValue(text, 400)
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: [...keys.quote(app, action, settled), local?.has],
    queryFn: ({ signal }) =>
      api.post<Quote>(`/api/apps/${app}/${action}/quote`, JSON.parse(settled ?? '{}'), { signal }),
    enabled: settled !== null && settled === text,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
  })
  const answered = settled === text && !isPlaceholderData
  const complaint = answered && error instanceof ApiProblem && error.code === 'invalid_input' ? error : null
  return { price: answered && data && local && !error ? withQuote(local, data) : local, complaint }
}

function withQuote(local: PriceLine, quote: Quote): PriceLine {
  const unit = quote.paysWith === 'quota' ? 'quota' : 'credit'
  const cost = unit === 'quota' ? quote.quota : quote.credits
  const after = quote.balanceAfter ?? local.after
  return {
    ...local,
    unit,
    cost,
    each: cost / Math.max(1, quote.outputs),
    results: quote.outputs,
    has: after + cost,
    after,
    short: Math.max(0, -after),
    low: after >= 0 && after < cost,
  }
}
