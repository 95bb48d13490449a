import { queryOptions } from '@tanstack/react-query'
import { api } from '../api.ts'
import type { Usage } from '../api-types.ts'
import { keys } from '../queries.ts'

const month = 30 * 86_400_000

/** Every charged run of the last 30 days, newest first. */
export const usageQuery = queryOptions({
  queryKey: keys.usage,
  queryFn: async ({ signal }) => {
    const since = Date.now() - month
    const all: Usage[] = []
    for (let cursor: string | null = null; ; ) {
      const at: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
      const path = `/api/models/usage?limit=100${at}`
      const page: { usages: Usage[]; nextCursor: string | null } = await api.get(path, { signal })
      all.push(...page.usages.filter((usage) => Date.parse(usage.at) >= since))
      const oldest = page.usages.at(-1)
      if (!page.nextCursor || !oldest || Date.parse(oldest.at) < since) return all
      cursor = page.nextCursor
    }
  },
})
