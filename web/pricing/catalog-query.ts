import { queryOptions } from '@tanstack/react-query'
import { api } from '../api.ts'
import type { AppSummary, ModelOffer } from '../api-types.ts'

export type CatalogApp = Pick<AppSummary, 'id' | 'name' | 'icon' | 'status'> & { models: ModelOffer[] }

/** Every app with all its models and prices, the same for strangers as for everybody. */
export const catalogQuery = queryOptions({
  queryKey: ['catalog'],
  queryFn: ({ signal }) => api.get<{ apps: CatalogApp[] }>('/api/catalog', { signal }),
  select: (answer) => answer.apps,
  staleTime: 300_000,
})
