import { type DescribeRouteOptions, resolver } from 'hono-openapi'
import { z } from 'zod'

/** What a route answers, as the API description tells it. */
export type Answer = Required<DescribeRouteOptions>['responses'][string]

type Headers = Record<string, string>

export function jsonAnswer(schema: z.ZodType, description = 'Done', headers: Headers = {}): Answer {
  return {
    description,
    headers: told(headers),
    content: { 'application/json': { schema: asAnswered(schema) } },
  }
}

/** A body that is not JSON. */
export function bodyAnswer(type: string, description: string, headers: Headers = {}): Answer {
  return { description, headers: told(headers), content: { [type]: { schema: { type: 'string' } } } }
}

export function emptyAnswer(description: string, headers: Headers = {}): Answer {
  return { description, headers: told(headers) }
}

/** Server-sent events: the schema is of one event, its `data` (a line of JSON) parsed. */
export function eventsAnswer(description: string, kinds: Record<string, z.ZodType>): Answer {
  const each = Object.entries(kinds).map(([name, data]) =>
    z.object({ event: z.literal(name), id: z.string().optional(), data }),
  )
  return {
    description: `${description} The schema is of one event with its \`data\`, a line of JSON, parsed.`,
    headers: told({}),
    content: { 'text/event-stream': { schema: asAnswered(anyOf(each)) } },
  }
}

export function problemAnswer(schemas: z.ZodType[], description: string, headers: Headers = {}): Answer {
  return {
    description,
    headers: told(headers),
    content: {
      'application/problem+json': { schema: asAnswered(anyOf(schemas)) },
    },
  }
}

function anyOf(schemas: z.ZodType[]): z.ZodType {
  return schemas.length === 1 && schemas[0] ? schemas[0] : z.union(schemas)
}

function told(headers: Headers) {
  const each = Object.entries(headers).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' as const } },
  ])
  return { 'X-Request-Id': { $ref: '#/components/headers/RequestId' }, ...Object.fromEntries(each) }
}

/** Answers may gain fields one day, so their description does not forbid them. */
function asAnswered(schema: z.ZodType) {
  return resolver(schema, { options: { io: 'output', override: plainly } })
}

interface Converted {
  zodSchema: z.core.$ZodTypes
  jsonSchema: z.core.JSONSchema.BaseSchema
}

/** Leaves out what says nothing to a reader: limits of the number type, and patterns that spell out a format. */
export function plainly({ zodSchema, jsonSchema }: Converted): void {
  const { def } = zodSchema._zod
  if (def.type === 'object' && !def.catchall) delete jsonSchema.additionalProperties
  if (jsonSchema.format) delete jsonSchema.pattern
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
}
