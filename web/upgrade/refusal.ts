import type { Tier } from '#catalog/tiers.ts'
import type { ApiProblem } from '../api.ts'
import type { Exit } from '../api-types.ts'

/** Why a run was refused, with what its dialog needs. `none`: the editor shows it, no dialog. */
export type RefusalView =
  | { kind: 'credits'; required: number; current: number; exits: Exit[] }
  | { kind: 'tier'; modelKey: string; requiredTier: Tier; exits: Exit[] }
  | {
      kind: 'quota'
      used: number
      limit: number
      remaining: number
      required: number
      resetAt: string
      exits: Exit[]
    }
  | { kind: 'rate'; seconds: number }
  | {
      kind:
        | 'storage'
        | 'unavailable'
        | 'in_progress'
        | 'conflict'
        | 'signed_out'
        | 'offline'
        | 'broken'
        | 'none'
    }

export function refusalOf(problem: ApiProblem, wanted: { credits: number; quota: number }): RefusalView {
  const said = problem.details
  const exits = Array.isArray(said.exits) ? (said.exits as Exit[]) : []
  switch (problem.code) {
    case 'insufficient_credits':
      return {
        kind: 'credits',
        required: count(said.required, wanted.credits),
        current: count(said.current, 0),
        exits,
      }
    case 'tier_required':
      return {
        kind: 'tier',
        modelKey: String(said.modelKey ?? ''),
        requiredTier: (said.requiredTier as Tier) ?? 'basic',
        exits,
      }
    case 'quota_exceeded': {
      const [used, limit] = [count(said.used, 0), count(said.limit, 0)]
      return {
        kind: 'quota',
        used,
        limit,
        remaining: count(said.remaining, Math.max(0, limit - used)),
        required: count(said.required, wanted.quota),
        resetAt: String(said.resetAt ?? exits.find(({ kind }) => kind === 'wait')?.at ?? ''),
        exits,
      }
    }
    case 'rate_limited':
      return { kind: 'rate', seconds: count(said.retryAfter, 10) }
    case 'storage_full':
      return { kind: 'storage' }
    case 'model_unavailable':
      return { kind: 'unavailable' }
    case 'idempotency_in_progress':
      return { kind: 'in_progress' }
    case 'unauthenticated':
      return { kind: 'signed_out' }
    case 'invalid_input':
    case 'payload_too_large':
      return { kind: 'none' }
  }
  if (problem.status === 0) return { kind: 'offline' }
  if (problem.status === 409) return { kind: 'conflict' }
  return { kind: 'broken' }
}

function count(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise
}
