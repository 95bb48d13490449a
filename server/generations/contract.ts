import { z } from 'zod'
import {
  ActionId,
  AppId,
  InsufficientCredits,
  ModelUnavailable,
  QuotaExceeded,
  TierRequired,
} from '#server/access/schemas.ts'
import { StorageFull } from '#server/files/schemas.ts'
import { bodyAnswer, eventsAnswer, jsonAnswer } from '#server/platform/answers.ts'
import { changes, describe, parameter, readsBody, takesJson } from '#server/platform/describe.ts'
import { idCursor, pageQuery } from '#server/platform/page.ts'
import { Charge, Decision } from './charge-schemas.ts'
import { statuses } from './rows.ts'
import {
  AccountEvents,
  Generation,
  Generations,
  PopularModels,
  PreviewAnswer,
  PreviewInput,
  Quote,
  RunEvents,
  RunInput,
  Started,
  Usages,
} from './schemas.ts'

const tag = 'Generations'
const refusals = [
  'not_found',
  ModelUnavailable,
  TierRequired,
  InsufficientCredits,
  QuotaExceeded,
  StorageFull,
] as const
const appAction = [
  parameter('path', 'appId', 'The app.', { type: 'string', enum: AppId.options }),
  parameter('path', 'action', 'One of its actions.', { type: 'string', enum: ActionId.options }),
]
const runBody = takesJson(RunInput, 'The input of the action in the path.')
const started = jsonAnswer(Started, 'Held and queued', {
  Location: 'Path of the generation.',
  'Idempotency-Replayed': '`true` when an earlier request with this key was answered so.',
})
const lastEventId = [
  parameter('header', 'Last-Event-ID', 'Goes on after this event.'),
  parameter('query', 'lastEventId', 'The same, for clients that cannot set headers.'),
]

export const contract = {
  quote: describe({
    id: 'quote',
    tag,
    summary: 'What a run would cost now, or the refusal it would meet',
    parameters: appAction,
    takes: runBody,
    answers: { 200: Quote },
    problems: [...changes, ...readsBody, ...refusals],
  }),
  preview: describe({
    id: 'previewApp',
    tag,
    summary: 'A free look at what a run would do',
    description:
      'Sixty in ten minutes. `looping-flow/seam` judges the best loop of every style and shows a moment around its joint. `carousel-mix/font` tells the thinnest and the boldest weight of an uploaded font.',
    parameters: [
      parameter('path', 'appId', 'The app.', { type: 'string', enum: AppId.options }),
      parameter('path', 'name', 'One of its previews.'),
    ],
    takes: takesJson(PreviewInput, 'What is to be looked at.'),
    answers: { 200: PreviewAnswer },
    problems: [...changes, ...readsBody, 'not_found', 'rate_limited', 'unavailable'],
  }),
  start: describe({
    id: 'startGeneration',
    tag,
    summary: 'Start a run',
    description:
      'Its price is held, the work queued. What is not delivered is not charged. A refusal holds nothing.',
    parameters: appAction,
    idempotent: true,
    takes: runBody,
    answers: { 202: started },
    problems: [...changes, ...readsBody, 'idempotency_key_reused', ...refusals],
  }),
  list: describe({
    id: 'listGenerations',
    tag,
    summary: 'Runs of the account, newest first',
    answers: { 200: Generations },
    problems: ['invalid_input'],
  }),
  get: describe({
    id: 'getGeneration',
    tag,
    summary: 'One run with its results',
    answers: { 200: Generation },
    problems: ['not_found'],
  }),
  events: describe({
    id: 'watchGeneration',
    tag,
    summary: 'Watch one run',
    description:
      'Told from the beginning, or from `Last-Event-ID` on; ends after `done`. Comments keep the connection alive.',
    parameters: lastEventId,
    answers: { 200: eventsAnswer('Events as they are committed.', RunEvents) },
    problems: ['not_found'],
  }),
  archive: describe({
    id: 'downloadArchive',
    tag,
    summary: 'All results of a run in one ZIP',
    answers: {
      200: bodyAnswer('application/zip', 'Streamed, stored and not deflated, with a manifest', {
        'Content-Disposition': 'A name for the file.',
      }),
    },
    problems: ['not_found'],
  }),
  cancel: describe({
    id: 'cancelGeneration',
    tag,
    summary: 'Stop a run',
    description:
      'What it delivered is kept and charged, the rest goes back. Cancelling again changes nothing.',
    answers: { 202: Started },
    problems: [...changes, 'not_found', 'already_ended'],
  }),
  retry: describe({
    id: 'retryGeneration',
    tag,
    summary: 'Run the same input again, as a run of its own',
    idempotent: true,
    answers: { 202: started },
    problems: [...changes, ...refusals, 'invalid_input', 'still_running', 'idempotency_key_reused'],
  }),
  accountEvents: describe({
    id: 'watchAccount',
    tag,
    summary: "Watch all of the account's runs on one connection",
    description: '`balance` says that credits or quota have moved: ask for them. It has no id.',
    parameters: lastEventId,
    answers: { 200: eventsAnswer('What happens from now on, or after `Last-Event-ID`.', AccountEvents) },
  }),
  popular: describe({
    id: 'listPopularModels',
    tag: 'Apps',
    summary: 'The models that were run most in the last 30 days',
    by: 'anyone',
    answers: { 200: PopularModels },
  }),
  usage: describe({
    id: 'listUsage',
    tag: 'Quota',
    summary: 'What the account was charged, run by run, newest first',
    answers: { 200: Usages },
    problems: ['invalid_input'],
  }),
  charge: describe({
    id: 'getCharge',
    tag,
    summary: 'Why a run cost what it cost',
    description: 'Quote, rule, hold, the credits that paid, the lines of the books, what was delivered.',
    answers: { 200: Charge },
    problems: ['not_found'],
  }),
  decision: describe({
    id: 'getDecision',
    tag,
    summary: 'Why a run was refused',
    description:
      'By the `requestId` of a 402, 403 or 429 that answered a start or a retry in the last 30 days.',
    answers: { 200: Decision },
    problems: ['not_found'],
  }),
}

export const listQuery = pageQuery(idCursor).extend({
  app: z.string().max(64).optional(),
  status: z
    .string()
    .meta({ description: 'One or more states, separated by commas.', examples: ['queued,running'] })
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(statuses)))
    .optional(),
})
