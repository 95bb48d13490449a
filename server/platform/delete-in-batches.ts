/** Rows that go in one commit: few enough that nobody waits for them. */
export const batchSize = 5000

/** Deletes batch after batch until one comes back short. `batch` deletes up to so many rows in one statement. Says how many went. */
export async function deleteInBatches(
  batch: (limit: number) => PromiseLike<{ count: number }>,
  limit = batchSize,
): Promise<number> {
  for (let deleted = 0; ; ) {
    const { count } = await batch(limit)
    deleted += count
    if (count < limit) return deleted
  }
}
