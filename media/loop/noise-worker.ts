import { type Builtin, makeNoise } from './noise.ts'

export interface NoiseOrder {
  kind: Builtin
  seed: number
  samples: number
  out: string
}
export type NoiseAnswer = { written: true } | { failed: string }

// The thread that makes one built-in sound: started by `write-noise-aside.ts`, told where to write it.
addEventListener('message', async ({ data }: MessageEvent<NoiseOrder>) => {
  postMessage(await write(data))
})

async function write({ kind, seed, samples, out }: NoiseOrder): Promise<NoiseAnswer> {
  try {
    await Bun.write(out, makeNoise(kind, seed, samples))
    return { written: true }
  } catch (error) {
    return { failed: String(error) }
  }
}
