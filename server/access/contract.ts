import { z } from 'zod'
import { describe, parameter } from '#server/platform/describe.ts'
import { AppId, Apps, Catalog, Me, Models, Quota, QuotaHistory } from './schemas.ts'

export const contract = {
  me: describe({
    id: 'getMe',
    tag: 'People',
    summary: 'Who is here, what they may and what they have',
    answers: { 200: Me },
  }),
  apps: describe({
    id: 'listApps',
    tag: 'Apps',
    summary: 'All apps, with how many models are open to the caller',
    answers: { 200: Apps },
  }),
  models: describe({
    id: 'listModels',
    tag: 'Apps',
    summary: 'The models of an app, by tier, then name',
    parameters: [parameter('path', 'appId', 'The app.', { type: 'string', enum: AppId.options })],
    answers: { 200: Models },
    problems: ['not_found', 'invalid_input'],
  }),
  catalog: describe({
    id: 'getCatalog',
    tag: 'Apps',
    summary: 'Every app with all its models and prices, for people who have not signed in',
    description: '`accessible` tells what a fresh account reaches.',
    by: 'anyone',
    answers: { 200: Catalog },
  }),
  quota: describe({
    id: 'getQuota',
    tag: 'Quota',
    summary: "Today's quota",
    description: 'Days are UTC. A `payg` account has a limit of 0.',
    answers: { 200: Quota },
  }),
  quotaHistory: describe({
    id: 'listQuotaDays',
    tag: 'Quota',
    summary: 'The last 30 days, newest first',
    answers: { 200: QuotaHistory },
  }),
}

export const modelsQuery = z.object({
  include: z
    .enum(['locked'])
    .optional()
    .meta({ description: '`locked` adds the models another plan would open, with `accessible: false`.' }),
})
