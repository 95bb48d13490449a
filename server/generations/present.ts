import { presentAsset, type SignLink } from '#server/files/present-asset.ts'
import type { AssetRow } from '#server/files/rows.ts'
import type { GenerationRow } from './rows.ts'
import type { Generation, GenerationOutput } from './schemas.ts'

/** One result with the asset it is. */
export interface OutputRow extends AssetRow {
  generation_id: string
  position: number
  recipe: Record<string, unknown>
}

/** A run as its owner sees it: the shape of the HTTP contract. */
export function presentGeneration(run: GenerationRow, outputs: OutputRow[], sign: SignLink): Generation {
  return {
    id: run.id,
    app: run.app,
    action: run.action,
    modelKey: run.model_key,
    name: run.name,
    status: run.status,
    progress: run.progress,
    ...(run.stage ? { stage: run.stage } : {}),
    ...(run.eta === null ? {} : { eta: run.eta }),
    charged: { unit: run.unit, held: run.finished_at ? 0 : run.held, settled: run.settled },
    input: run.input,
    outputsWanted: run.outputs_wanted,
    outputs: outputs.map((output) => presentOutput(output, sign)),
    failures: run.failures,
    ...(run.error ? { error: run.error } : {}),
    createdAt: run.created_at.toISOString(),
    ...(run.started_at ? { startedAt: run.started_at.toISOString() } : {}),
    ...(run.finished_at ? { finishedAt: run.finished_at.toISOString() } : {}),
  }
}

export function presentOutput(output: OutputRow, sign: SignLink): GenerationOutput {
  const { id, ...asset } = presentAsset(output, sign)
  return { assetId: id, position: output.position, ...asset, recipe: output.recipe }
}
