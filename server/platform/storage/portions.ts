/** The same bytes in portions of `bytes`, the last one shorter: many small writes become few. */
export async function* portions(
  chunks: AsyncIterable<Uint8Array>,
  bytes: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let portion = new Uint8Array(bytes)
  let filled = 0
  for await (let chunk of chunks) {
    while (chunk.length > 0) {
      const now = chunk.subarray(0, bytes - filled)
      portion.set(now, filled)
      filled += now.length
      chunk = chunk.subarray(now.length)
      if (filled < bytes) continue
      yield portion
      portion = new Uint8Array(bytes)
      filled = 0
    }
  }
  if (filled > 0) yield portion.subarray(0, filled)
}
