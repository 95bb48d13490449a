import type { Storage } from '#server/platform/storage/storage.ts'

/** Removes stored bytes that no asset owns. What cannot be removed now is removed by the sweep: the keys are written down. */
export async function discard(storage: Storage, keys: (string | null)[]): Promise<void> {
  const ended = await Promise.allSettled(keys.filter((key) => key !== null).map((key) => storage.delete(key)))
  const failed = ended.find((each) => each.status === 'rejected')
  if (failed) throw failed.reason
}
