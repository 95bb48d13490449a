import { QueryClient, queryOptions } from '@tanstack/react-query'
import { ApiProblem, api } from './api.ts'
import type {
  AppSummary,
  Charge,
  Decision,
  Generation,
  Me,
  ModelOffer,
  Pack,
  Plan,
  Quota,
  SubscriptionStatus,
} from './api-types.ts'

/** Every cached answer's name. What a live message or a mutation makes stale is said in these words. */
export const keys = {
  me: ['me'],
  plans: ['plans'],
  packs: ['packs'],
  apps: ['apps'],
  models: (app: string) => ['apps', app, 'models'],
  quote: (app: string, action: string, body: unknown) => ['quote', app, action, body],
  balance: ['credits', 'balance'],
  history: ['credits', 'history'],
  quota: ['quota'],
  quotaHistory: ['quota', 'history'],
  usage: ['usage'],
  subscription: ['subscription'],
  payments: ['payments'],
  sessions: ['sessions'],
  generations: ['generations'],
  generationList: (filter: Record<string, unknown> = {}) => ['generations', 'list', filter],
  generation: (id: string) => ['generations', 'one', id],
  charge: (id: string) => ['generations', 'charge', id],
  decision: (requestId: string) => ['decisions', requestId],
  files: ['files'],
  fileList: (filter: Record<string, unknown> = {}) => ['files', 'list', filter],
  projects: (app: string) => ['projects', app],
  project: (id: string) => ['projects', 'one', id],
} as const satisfies Record<string, unknown>

/** Who is here and what they have. `null` when nobody is signed in. */
export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: ({ signal }) => api.get<Me>('/api/me', { signal }).catch(nobody),
  staleTime: 30_000,
})

function nobody(problem: unknown): null {
  if (problem instanceof ApiProblem && problem.status === 401) return null
  throw problem
}

export const plansQuery = queryOptions({
  queryKey: keys.plans,
  queryFn: ({ signal }) => api.get<{ plans: Plan[] }>('/api/subscription/plans', { signal }),
  select: (answer) => answer.plans,
  staleTime: 300_000,
})

export const packsQuery = queryOptions({
  queryKey: keys.packs,
  queryFn: ({ signal }) => api.get<{ packs: Pack[] }>('/api/credits/packs', { signal }),
  select: (answer) => answer.packs,
  staleTime: 300_000,
})

export const appsQuery = queryOptions({
  queryKey: keys.apps,
  queryFn: ({ signal }) => api.get<{ apps: AppSummary[] }>('/api/apps', { signal }),
  select: (answer) => answer.apps,
  staleTime: 60_000,
})

/** With the locked ones, which say what would unlock them. */
export function modelsQuery(app: string) {
  return queryOptions({
    queryKey: keys.models(app),
    queryFn: ({ signal }) =>
      api.get<{ models: ModelOffer[] }>(`/api/apps/${app}/models?include=locked`, { signal }),
    select: (answer) => answer.models,
    staleTime: 60_000,
  })
}

export const balanceQuery = queryOptions({
  queryKey: keys.balance,
  queryFn: ({ signal }) => api.get<{ balance: number; held: number }>('/api/credits/balance', { signal }),
})

export const quotaQuery = queryOptions({
  queryKey: keys.quota,
  queryFn: ({ signal }) => api.get<Quota & { accountType?: string }>('/api/quota/status', { signal }),
})

export const subscriptionQuery = queryOptions({
  queryKey: keys.subscription,
  queryFn: ({ signal }) => api.get<SubscriptionStatus>('/api/subscription/status', { signal }),
})

export function generationQuery(id: string) {
  return queryOptions({
    queryKey: keys.generation(id),
    queryFn: ({ signal }) => api.get<Generation>(`/api/generations/${id}`, { signal }),
  })
}

/** Why a run cost what it cost. News of the run makes it stale, like everything under its key. */
export function chargeQuery(id: string) {
  return queryOptions({
    queryKey: keys.charge(id),
    queryFn: ({ signal }) => api.get<Charge>(`/api/generations/${id}/charge`, { signal }),
  })
}

/** Why a start was refused: what was decided once stays as it was. */
export function decisionQuery(requestId: string) {
  return queryOptions({
    queryKey: keys.decision(requestId),
    queryFn: ({ signal }) => api.get<Decision>(`/api/decisions/${requestId}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Waits out a weak signal, but never repeats a refusal. */
export function makeQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, problem) =>
          failures < 2 && !(problem instanceof ApiProblem && problem.status >= 400 && problem.status < 500),
      },
    },
  })
}
