import type { Clip, EditList } from './edit-list.ts'
import type { MixInput } from './input.ts'
import type { BatchScore } from './score-batch.ts'

export interface BatchQuestion {
  input: MixInput
  clips: readonly Clip[]
}

export interface ChosenBatch {
  batch: EditList[]
  score: BatchScore | null
}

/** Chooses a batch and scores it on a thread of its own: a hundred videos of a hundred clips take seconds, and nobody else should wait. */
export function chooseAside(question: BatchQuestion, signal: AbortSignal): Promise<ChosenBatch> {
  signal.throwIfAborted()
  const worker = new Worker(new URL('./batch-worker.ts', import.meta.url), { type: 'module' })
  return new Promise<ChosenBatch>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<ChosenBatch>) => resolve(data)
    worker.onerror = (event) => reject(new Error(event.message || 'The batch could not be chosen.'))
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    worker.postMessage(question)
  }).finally(() => worker.terminate())
}
