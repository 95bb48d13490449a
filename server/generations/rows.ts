import type { Json } from '#server/platform/json.ts'

/** A row of `generations`, as the database gives it. */
export interface GenerationRow {
  id: string
  account_id: string
  user_id: string
  app: string
  action: string
  model_key: string
  name: string | null
  input: Record<string, Json>
  status: Status
  unit: 'credit' | 'quota'
  held: number
  settled: number
  outputs_wanted: number
  failures: { position: number; reason: string }[]
  error: { code: string; message?: string } | null
  progress: number
  stage: string | null
  eta: number | null
  attempt: number
  created_at: Date
  started_at: Date | null
  finished_at: Date | null
}

export const statuses = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const
export type Status = (typeof statuses)[number]

export function hasEnded(status: Status): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled'
}
