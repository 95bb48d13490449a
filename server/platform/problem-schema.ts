import { z } from 'zod'
import { type ProblemCode, statuses } from './problem.ts'

/** A refusal as the API description tells it. */
export interface ProblemSchema {
  code: ProblemCode
  schema: z.ZodType
}

const codes = Object.keys(statuses) as ProblemCode[]

export const Issue = z
  .object({
    path: z.array(z.union([z.string(), z.int()])).describe('Where the field is, from the outside in.'),
    message: z.string(),
  })
  .meta({ id: 'Issue', description: 'One field that needs another value.' })

const issues = z.array(Issue)

/** Any refusal: what a client can rely on without knowing the code. */
export const AnyProblem = z
  .looseObject({
    type: z.string().describe('`/docs/problems#<code>`: a page that explains the code.'),
    title: z.string(),
    status: z.int(),
    code: z.enum(codes),
    detail: z.string().optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem', description: 'An expected refusal, RFC 9457. Each code adds fields of its own.' })

/** One code with the fields it adds. Every code is described once, by the slice that refuses with it. */
export function problem(code: ProblemCode, fields: z.ZodRawShape = {}, { open = false } = {}): ProblemSchema {
  const shape = {
    type: z.literal(`/docs/problems#${code}`),
    title: z.string(),
    status: z.literal(statuses[code]),
    code: z.literal(code),
    detail: z.string().optional(),
    requestId: z.string(),
    ...fields,
  }
  const schema = open ? z.looseObject(shape) : z.object(shape)
  return { code, schema: schema.meta({ id: `${pascal(code)}Problem` }) }
}

const known: Partial<Record<ProblemCode, ProblemSchema>> = {
  // An app may add what its field could have been.
  invalid_input: problem('invalid_input', { issues }, { open: true }),
  // `issues` points at the fields that name something that is not there.
  not_found: problem('not_found', { issues: issues.optional() }),
  payload_too_large: problem('payload_too_large', { limit: z.int().describe('Bytes.').optional() }),
  rate_limited: problem('rate_limited', { limit: z.int(), retryAfter: z.int().describe('Seconds.') }),
}

/** A code of the platform's own, or one that adds no fields. */
export function plainProblem(code: ProblemCode): ProblemSchema {
  known[code] ??= problem(code)
  return known[code]
}

function pascal(code: string): string {
  return code.replace(/(^|_)([a-z])/g, (_, __, letter) => letter.toUpperCase())
}
