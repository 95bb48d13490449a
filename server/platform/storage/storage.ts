/** Where bytes live: disk by default, S3 when configured. Keys are made by us, never by a person. */
export interface Storage {
  /** Stores a finished local file under a key and takes the file away. When it fails the file is still there. */
  put(key: string, file: string, type: string): Promise<void>
  /**
   * Stores what comes, in order and no faster than the store takes it, under a key: the whole or nothing. Rejects with what `chunks` rejects with.
   * A process that dies in between leaves something only `delete` removes.
   */
  write(key: string, chunks: AsyncIterable<Uint8Array>, type: string): Promise<void>
  /** Streams bytes `start`–`end` (inclusive), or all of them. */
  read(key: string, range?: { start: number; end: number }): ReadableStream<Uint8Array>
  /** Bytes stored, or null when there is nothing under the key. */
  size(key: string): Promise<number | null>
  /** A local path to read the bytes from: the file itself on disk, else a copy inside `folder`, made once. */
  local(key: string, folder: string): Promise<string>
  delete(key: string): Promise<void>
  /** Bytes that can still be stored, or null when the store knows no end. */
  free(): Promise<number | null>
  /** Resolves when the store answers; rejects with why not. */
  check(): Promise<void>
}
