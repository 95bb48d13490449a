import { queryOptions } from '@tanstack/react-query'
import { api } from '../api.ts'
import { appName } from '../app-name.ts'

interface Named {
  apps: { name: string; models: { modelKey: string; name: string }[] }[]
}

/** What people call a model, and the app it works in. Before the catalog is there, and for models it has no more, the app alone. */
export const modelNamesQuery = queryOptions({
  queryKey: ['catalog'],
  queryFn: ({ signal }) => api.get<Named>('/api/catalog', { signal }),
  select: ({ apps }) =>
    new Map(
      apps.flatMap((app) => app.models.map(({ modelKey, name }) => [modelKey, { name, app: app.name }])),
    ),
  staleTime: 300_000,
})

export function nameOf(modelKey: string, names: Map<string, { name: string; app: string }> | undefined) {
  return names?.get(modelKey) ?? { name: modelKey.split(':')[1] ?? modelKey, app: appName(modelKey) }
}
