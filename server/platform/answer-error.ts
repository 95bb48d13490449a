import type { Context, ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { isUnreachable } from './db.ts'
import type { Env } from './http.ts'
import type { Platform } from './platform.ts'
import { Problem, problemBody } from './problem.ts'

/** The one place that turns what was thrown into an answer. What nobody expected is a bug: a 500 with an id and no inner text. */
export function answerError(platform: Platform): ErrorHandler<Env> {
  return (error, c) => {
    const problem = asProblem(error)
    if (problem.code === 'internal') {
      platform.metrics.bugs.inc()
      c.get('log').error({ err: error }, 'unexpected error')
    } else if (problem.code === 'unavailable') {
      c.get('log').error({ err: error }, 'unavailable')
    }
    platform.metrics.refusals.inc({ code: problem.code })
    return sendProblem(c, problem)
  }
}

function sendProblem(c: Context<Env>, problem: Problem): Response {
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' }
  if (problem.retryAfter !== undefined) headers['retry-after'] = String(problem.retryAfter)
  return c.body(JSON.stringify(problemBody(problem, c.get('requestId'))), problem.status as 400, headers)
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof SyntaxError && /JSON/.test(error.message))
    return new Problem('malformed_json', { detail: 'The body is not JSON' })
  if (error instanceof HTTPException && error.status === 400)
    return new Problem('malformed_json', { detail: error.message })
  if (isUnreachable(error)) return new Problem('unavailable', {}, 2)
  return new Problem('internal')
}
