import type { BatchQuestion, ChosenBatch } from './choose-aside.ts'
import { chooseVariants } from './choose-variants.ts'
import { scoreBatch } from './score-batch.ts'

// Runs on a thread of its own, in the browser and on the server.
addEventListener('message', ({ data }: MessageEvent<BatchQuestion>) => {
  const { input, clips } = data
  const batch = chooseVariants(input, clips)
  const answer: ChosenBatch = { batch, score: scoreBatch(batch, clips, input.format.fps) }
  postMessage(answer)
})
