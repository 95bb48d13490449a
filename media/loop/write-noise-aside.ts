import type { NoiseAnswer, NoiseOrder } from './noise-worker.ts'

/** Writes a built-in sound as raw floats on a thread of its own: a minute of rain takes most of a second, and nobody else should wait. */
export async function writeNoiseAside(order: NoiseOrder, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted()
  const worker = new Worker(new URL('./noise-worker.ts', import.meta.url), { type: 'module' })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const stop = () => reject(signal?.reason)
  signal?.addEventListener('abort', stop, { once: true })
  worker.onmessage = ({ data }: MessageEvent<NoiseAnswer>) =>
    'written' in data ? resolve() : reject(new Error(data.failed))
  worker.onerror = (event) => reject(new Error(event.message || 'The sound could not be made.'))
  worker.postMessage(order)
  try {
    await promise
  } finally {
    signal?.removeEventListener('abort', stop)
    worker.terminate()
  }
}
