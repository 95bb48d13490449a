import type { Context } from 'hono'
import { validator } from 'hono-openapi'
import type { z } from 'zod'
import type { Log } from './log.ts'
import { type Issue, Problem } from './problem.ts'

/** What every handler finds on its context. */
export interface Env {
  Variables: { requestId: string; log: Log }
}

/** Parses a JSON body; refuses with every field that needs another value. */
export function json<S extends z.ZodType>(schema: S) {
  return validator('json', schema, refuseIssues)
}

export function query<S extends z.ZodType>(schema: S) {
  return validator('query', schema, refuseIssues)
}

/** The address a request came from: the proxy's word only when the operator runs one. */
export function clientAddress(c: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return forwarded ?? c.env?.server?.requestIP?.(c.req.raw)?.address ?? '127.0.0.1'
}

export function issuesOf(error: z.ZodError): Issue[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
    if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }]
    return issue.keys.map((key) => ({ path: [...path, key], message: 'Unknown field' }))
  })
}

interface Judged {
  success: boolean
  error?: readonly {
    message: string
    path?: readonly (PropertyKey | { key: PropertyKey })[]
    code?: string
    keys?: string[]
  }[]
}

function refuseIssues(result: Judged): void {
  if (result.success) return
  const issues = (result.error ?? []).flatMap((issue): Issue[] => {
    const path = (issue.path ?? []).map((part) => {
      const key = typeof part === 'object' ? part.key : part
      return typeof key === 'number' ? key : String(key)
    })
    if (issue.keys) return issue.keys.map((key) => ({ path: [...path, key], message: 'Unknown field' }))
    return [{ path, message: issue.message }]
  })
  throw new Problem('invalid_input', { detail: issues[0]?.message, issues })
}
