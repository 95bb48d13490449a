/** The door to the server: paths as the HTTP contract writes them, cookies of our own origin, refusals as `ApiProblem`. */
export const api = {
  get: <T>(path: string, options?: Options) => send<T>('GET', path, undefined, options),
  post: <T>(path: string, body?: unknown, options?: Options) => send<T>('POST', path, body ?? {}, options),
  put: <T>(path: string, body?: unknown, options?: Options) => send<T>('PUT', path, body ?? {}, options),
  patch: <T>(path: string, body?: unknown, options?: Options) => send<T>('PATCH', path, body ?? {}, options),
  del: <T = void>(path: string, options?: Options) => send<T>('DELETE', path, undefined, options),
}

export interface Options {
  /** One key a press of the button: a repeated request is then answered, not done, twice. */
  idempotencyKey?: string
  signal?: AbortSignal
  /** The page is being left: the browser sends it all the same, where it is small enough. */
  leaving?: boolean
}

/** An expected refusal: `code` says which, `details` carries what the dialog needs, `issues` the fields of a 422. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: Record<string, unknown> = {},
    readonly issues: readonly Issue[] = [],
    readonly requestId: string | null = null,
  ) {
    super(message)
    this.name = 'ApiProblem'
  }
}

export interface Issue {
  path: (string | number)[]
  message: string
}

async function send<T>(method: string, path: string, body: unknown, options: Options = {}): Promise<T> {
  const headers = new Headers({ Accept: 'application/json' })
  const form = body instanceof FormData
  if (body !== undefined && !form) headers.set('Content-Type', 'application/json')
  if (options.idempotencyKey) headers.set('Idempotency-Key', options.idempotencyKey)
  const response = await fetch(path, {
    method,
    headers,
    credentials: 'same-origin',
    body: body === undefined ? null : form ? body : JSON.stringify(body),
    signal: options.signal ?? null,
    keepalive: options.leaving ?? false,
  }).catch((cause) => {
    if (options.signal?.aborted) throw cause
    throw new ApiProblem(0, 'offline', 'The server could not be reached', { path })
  })
  if (!response.ok) throw await problemFrom(response)
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}

/** Reads a refusal, whether ours (problem+json) or better-auth's (`{ code, message }`), or a proxy's page of HTML. */
export async function problemFrom(response: Response): Promise<ApiProblem> {
  const said = await response.json().catch(() => null)
  const { type, title, status, code, detail, issues, requestId, message, ...details } = isRecord(said)
    ? said
    : {}
  return new ApiProblem(
    response.status,
    typeof code === 'string' ? code.toLowerCase() : codeFor(response.status),
    text(detail) ?? text(message) ?? text(title) ?? response.statusText,
    seconds(response, details),
    Array.isArray(issues) ? issues.filter(isIssue).map(pathAsList) : [],
    text(requestId) ?? response.headers.get('X-Request-Id'),
  )
}

function seconds(response: Response, details: Record<string, unknown>) {
  const wait = Number(response.headers.get('Retry-After'))
  return Number.isFinite(wait) && wait > 0 ? { ...details, retryAfter: wait } : details
}

function codeFor(status: number) {
  if (status === 401) return 'unauthenticated'
  if (status === 404) return 'not_found'
  if (status === 413) return 'payload_too_large'
  if (status === 429) return 'rate_limited'
  return status >= 500 ? 'unavailable' : 'refused'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isIssue(value: unknown): value is { path: string | (string | number)[]; message: string } {
  return isRecord(value) && typeof value.message === 'string' && 'path' in value
}

function pathAsList(issue: { path: string | (string | number)[]; message: string }): Issue {
  return {
    path: typeof issue.path === 'string' ? issue.path.split('.') : issue.path,
    message: issue.message,
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
