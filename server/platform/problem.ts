/** Every refusal a caller may meet, with its HTTP status. The words belong to the page; the code is the contract. */
export const statuses = {
  malformed_json: 400,
  bad_request: 400,
  unauthenticated: 401,
  insufficient_credits: 402,
  tier_required: 403,
  admin_only: 403,
  feature_required: 403,
  email_unverified: 403,
  forbidden_origin: 403,
  not_found: 404,
  already_subscribed: 409,
  not_subscribed: 409,
  already_paid: 409,
  trial_used: 409,
  not_refundable: 409,
  model_unavailable: 409,
  idempotency_in_progress: 409,
  already_ended: 409,
  still_running: 409,
  in_use: 409,
  stale_version: 409,
  too_many_projects: 409,
  email_taken: 409,
  payload_too_large: 413,
  storage_full: 413,
  unsupported_media: 415,
  invalid_input: 422,
  idempotency_key_reused: 422,
  quota_exceeded: 429,
  rate_limited: 429,
  internal: 500,
  provider_failed: 502,
  unavailable: 503,
} as const

const titles: Record<ProblemCode, string> = {
  malformed_json: 'The body is not JSON',
  bad_request: 'This request cannot be understood',
  unauthenticated: 'Sign in first',
  insufficient_credits: 'Not enough credits',
  tier_required: 'This model needs a higher plan',
  admin_only: 'Only for operators',
  feature_required: 'The plan does not include this',
  email_unverified: 'Confirm the e-mail address first',
  forbidden_origin: 'This request did not come from a page of ours',
  not_found: 'There is no such thing here',
  already_subscribed: 'There is a live subscription already',
  not_subscribed: 'There is no live subscription',
  already_paid: 'This has been paid for',
  trial_used: 'The free days have been used',
  not_refundable: 'Nothing of this payment can be given back',
  model_unavailable: 'This model cannot be used here now',
  idempotency_in_progress: 'The first request with this Idempotency-Key is still being answered',
  already_ended: 'This run has already ended',
  still_running: 'This run is still going',
  in_use: 'A run still needs this',
  stale_version: 'This was changed elsewhere in the meantime',
  too_many_projects: 'There are as many projects as there may be',
  email_taken: 'Somebody has signed up with this e-mail already',
  payload_too_large: 'The body is too large',
  storage_full: 'Storage is full',
  unsupported_media: 'This is not a file we can use',
  invalid_input: 'Some fields need another value',
  idempotency_key_reused: 'This Idempotency-Key was used for another request',
  quota_exceeded: "Today's quota is used up",
  rate_limited: 'Too many attempts, wait a moment',
  internal: 'Something went wrong on our side',
  provider_failed: 'The service that makes this failed',
  unavailable: 'Lumiku is briefly unavailable',
}

export type ProblemCode = keyof typeof statuses

export interface Issue {
  path: (string | number)[]
  message: string
}

/** An expected refusal. `details` carries what the caller needs to go on; anything else thrown is a bug. */
export class Problem extends Error {
  readonly status: number
  constructor(
    readonly code: ProblemCode,
    readonly details: Record<string, unknown> & { detail?: string; issues?: Issue[] } = {},
    readonly retryAfter?: number,
  ) {
    super(details.detail ?? code)
    this.status = statuses[code]
  }
}

/** RFC 9457 body. */
export function problemBody(problem: Problem, requestId: string) {
  return {
    type: `/docs/problems#${problem.code}`,
    title: titles[problem.code],
    status: problem.status,
    code: problem.code,
    ...problem.details,
    requestId,
  }
}

/** One field that needs another value. */
export function invalid(
  path: (string | number)[],
  message: string,
  details: Record<string, unknown> = {},
): Problem {
  return new Problem('invalid_input', { ...details, detail: message, issues: [{ path, message }] })
}
