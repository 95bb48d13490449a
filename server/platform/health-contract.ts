import { z } from 'zod'
import { bodyAnswer, jsonAnswer } from './answers.ts'
import { describe } from './describe.ts'

const tag = 'Health'

const Readiness = z
  .object({
    status: z.enum(['ready', 'unready']),
    checks: z.object({ database: z.boolean(), queue: z.boolean(), storage: z.boolean() }),
  })
  .meta({ id: 'Readiness' })

export const contract = {
  live: describe({
    id: 'isLive',
    tag,
    summary: 'Whether the process lives',
    by: 'anyone',
    answers: { 200: z.object({ status: z.literal('live') }) },
  }),
  ready: describe({
    id: 'isReady',
    tag,
    summary: 'Whether it can serve',
    by: 'anyone',
    answers: {
      200: jsonAnswer(Readiness, 'It can'),
      503: jsonAnswer(Readiness, 'It cannot, or is stopping'),
    },
  }),
  metrics: describe({
    id: 'getMetrics',
    tag,
    summary: 'What the process has counted, for Prometheus',
    description:
      'Answers on the loopback, and elsewhere to the bearer token of the operator (`METRICS_TOKEN`).',
    by: 'anyone',
    answers: { 200: bodyAnswer('text/plain', 'Metrics') },
    problems: ['not_found'],
  }),
  openapi: describe({
    id: 'getOpenApi',
    tag,
    summary: 'This description',
    by: 'anyone',
    answers: { 200: jsonAnswer(z.looseObject({ openapi: z.string() }), 'OpenAPI 3.1') },
  }),
}
