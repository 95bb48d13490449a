import type { MiddlewareHandler } from 'hono'
import { type DescribeRouteOptions, describeRoute, resolver } from 'hono-openapi'
import { z } from 'zod'
import { type Answer, jsonAnswer, plainly, problemAnswer } from './answers.ts'
import { type ProblemCode, statuses } from './problem.ts'
import { AnyProblem, type ProblemSchema, plainProblem } from './problem-schema.ts'

export interface Description {
  /** The name generated clients call it by. */
  id: string
  tag: string
  summary: string
  description?: string
  /** Who may ask: signed-in people unless said otherwise; `maybe` answers strangers too. */
  by?: 'anyone' | 'maybe'
  /** What it answers, by status: the schema of a JSON body, or an answer of another kind. */
  answers: Record<number, z.ZodType | Answer>
  /** The refusals it may meet besides 401 and those that any route may meet. */
  problems?: readonly (ProblemCode | ProblemSchema)[]
  /** It honours `Idempotency-Key`. */
  idempotent?: true
  /** For routes that read their body themselves; of the others the validator tells it. */
  takes?: Operation['requestBody']
  parameters?: Parameter[]
}

type Operation = Required<DescribeRouteOptions>
type Parameter = Operation['parameters'][number]

/** Refusals of whatever changes something, and of whatever reads a JSON body. */
export const changes = ['forbidden_origin'] as const
export const readsBody = ['malformed_json', 'payload_too_large', 'invalid_input'] as const

/** Tells the API description what a route takes and answers. It changes nothing about the route. */
export function describe(told: Description): MiddlewareHandler {
  const { id, tag, summary, description, by, answers, problems = [], idempotent, takes } = told
  const parameters = [...(told.parameters ?? []), ...(idempotent ? [idempotencyKey] : [])]
  return describeRoute({
    operationId: id,
    tags: [tag],
    summary,
    ...(description ? { description } : {}),
    ...(by ? { security: by === 'anyone' ? [] : [{}, { bearer: [] }, { session: [] }] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(takes ? { requestBody: takes } : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, answer]) => [
          status,
          answer instanceof z.ZodType ? jsonAnswer(answer) : answer,
        ]),
      ),
      ...refusals(by ? problems : ['unauthenticated', ...problems]),
      default: problemAnswer([AnyProblem], 'Any other problem'),
    },
  })
}

export function takesJson(schema: z.ZodType, description: string): Operation['requestBody'] {
  return {
    description,
    required: true,
    content: {
      'application/json': { schema: resolver(schema, { options: { io: 'input', override: plainly } }) },
    },
  }
}

export function parameter(
  where: 'path' | 'query' | 'header',
  name: string,
  description: string,
  schema: Record<string, unknown> = { type: 'string' },
): Parameter {
  return { in: where, name, description, schema, ...(where === 'path' ? { required: true } : {}) }
}

const idempotencyKey = parameter(
  'header',
  'Idempotency-Key',
  'A request repeated with the same key and body is answered the same and does nothing twice; with another body it is 422 `idempotency_key_reused`.',
  { type: 'string', minLength: 1, maxLength: 255 },
)

/** Refusals that share a status share its entry. */
function refusals(problems: readonly (ProblemCode | ProblemSchema)[]): Record<string, Answer> {
  const told = problems.map((each) => (typeof each === 'string' ? plainProblem(each) : each))
  const byStatus = Map.groupBy(told, ({ code }) => statuses[code])
  return Object.fromEntries(
    [...byStatus].map(([status, those]) => [
      status,
      problemAnswer(
        those.map(({ schema }) => schema),
        those.map(({ code }) => `\`${code}\``).join(', '),
        status === 429 ? { 'Retry-After': 'Seconds to wait.' } : {},
      ),
    ]),
  )
}
