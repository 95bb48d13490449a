import { z } from 'zod'
import { apps } from '#apps/server.ts'
import { Tier } from '#server/billing/schemas.ts'
import { FileFacts } from '#server/files/schemas.ts'
import { pageOf } from '#server/platform/page.ts'
import { statuses } from './rows.ts'

export const GenerationStatus = z.enum(statuses).meta({ id: 'GenerationStatus' })

const charged = z.object({
  unit: z.enum(['credit', 'quota']),
  held: z.int().describe('Set aside until the run ends.'),
  settled: z.int().describe('What the delivered results cost.'),
})

export const GenerationOutput = FileFacts.extend({
  assetId: z.uuid(),
  position: z.int().describe('From 0.'),
  recipe: z.record(z.string(), z.unknown()).describe('How it was made.'),
}).meta({ id: 'GenerationOutput' })
export type GenerationOutput = z.infer<typeof GenerationOutput>

export const Generation = z
  .object({
    id: z.uuid(),
    app: z.string(),
    action: z.string(),
    modelKey: z.string(),
    name: z.string().nullable(),
    status: GenerationStatus,
    progress: z.number().min(0).max(1),
    stage: z.string().optional().describe('A stable word for what is being done.'),
    eta: z.int().optional().describe('Seconds left, where it can be told.'),
    charged,
    input: z.record(z.string(), z.unknown()).describe('What was asked for, defaults filled in.'),
    outputsWanted: z.int(),
    outputs: z.array(GenerationOutput).describe('Results so far; those deleted since are left out.'),
    failures: z
      .array(z.object({ position: z.int(), reason: z.string() }))
      .optional()
      .describe('Results that could not be made. They are not charged.'),
    error: z.object({ code: z.string(), message: z.string().optional() }).optional(),
    createdAt: z.iso.datetime(),
    startedAt: z.iso.datetime().optional(),
    finishedAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'Generation', description: "One paid run of an app's action." })
export type Generation = z.infer<typeof Generation>

export const Started = z.object({ generation: Generation })
export const Generations = pageOf(Generation)

export const Quote = z
  .object({
    modelKey: z.string(),
    outputs: z.int(),
    credits: z.int().describe('What it costs in credits.'),
    quota: z.int().describe('What it costs in quota.'),
    paysWith: z.enum(['credits', 'quota', 'none']),
    balanceAfter: z.int().optional().describe('What is left of the unit that pays.'),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Quote', description: 'What a run would cost the caller now. Nothing is held.' })
export type Quote = z.infer<typeof Quote>

export const Usage = z
  .object({
    generationId: z.uuid(),
    modelKey: z.string(),
    action: z.string(),
    usageType: z.enum(['credit', 'quota']),
    creditUsed: z.int(),
    quotaUsed: z.int(),
    at: z.iso.datetime(),
  })
  .meta({ id: 'Usage' })
export type Usage = z.infer<typeof Usage>

export const Usages = z.object({ usages: z.array(Usage), nextCursor: z.string().nullable() })

export const PopularModel = z
  .object({
    modelKey: z.string(),
    name: z.string(),
    provider: z.string(),
    tier: Tier,
    totalUsage: z.int().describe('Runs of the last 30 days that delivered something.'),
  })
  .meta({ id: 'PopularModel' })
export type PopularModel = z.infer<typeof PopularModel>

export const PopularModels = z.object({ models: z.array(PopularModel) })

/** What an event of one run carries, by its kind. */
export const RunEvents = {
  progress: z.object({
    status: z.enum(['queued', 'running']),
    progress: z.number(),
    stage: z.string().nullable().optional(),
    eta: z.int().nullable().optional(),
  }),
  // A result that was deleted since leaves only its place.
  output: z.union([GenerationOutput, z.object({ position: z.int(), assetId: z.uuid() })]),
  done: Generation,
}

const generationId = z.uuid()

/** What an event about all of an account's runs carries. */
export const AccountEvents = {
  generation: z.union([
    RunEvents.progress.extend({ generationId, kind: z.literal('progress') }),
    z.object({ generationId, kind: z.literal('output'), position: z.int(), assetId: z.uuid() }),
    z.object({
      generationId,
      kind: z.literal('done'),
      status: GenerationStatus,
      delivered: z.int(),
      wanted: z.int(),
      charged,
    }),
  ]),
  /** Says only that balances have moved. */
  balance: z.object({}),
}

const inputs = apps.flatMap(({ manifest, actions }) =>
  Object.entries(actions).map(([action, { input }]) =>
    input.meta({
      id: `${pascal(manifest.id)}${pascal(action)}Input`,
      description: `Body of \`/api/apps/${manifest.id}/${action}\`.`,
    }),
  ),
)

/** The body of a run: that of the app and action in its path. */
export const RunInput = z.union(inputs)

/** The body of a preview: that of the app and name in its path. */
export const PreviewInput = z.union(
  apps.flatMap(({ manifest, previews = {} }) =>
    Object.entries(previews).map(([name, { input }]) =>
      input.meta({
        id: `${pascal(manifest.id)}${pascal(name)}Preview`,
        description: `Body of \`/api/apps/${manifest.id}/previews/${name}\`.`,
      }),
    ),
  ),
)

export const PreviewAnswer = z.looseObject({}).describe('What the app has to show.')

function pascal(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_match, _dash, letter: string) => letter.toUpperCase())
}
