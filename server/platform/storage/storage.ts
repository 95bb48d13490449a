/** Where bytes live: disk by default, S3 when configured. Keys are made by us, never by a person. */
export interface Storage {
  /** Stores a finished local file under a key and takes the file away. When it fails the file is still there. */
  put(key: string, file: string, type: string): Promise<void>
  /** Streams bytes `start`–`end` (inclusive), or all of them. */
  read(key: string, range?: { start: number; end: number }): ReadableStream<Uint8Array>
  /** Bytes stored, or null when there is nothing under the key. */
  size(key: string): Promise<number | null>
  /** A local path to read the bytes from: the file itself on disk, else a copy inside `folder`, made once. */
  local(key: string, folder: string): Promise<string>
  delete(key: string): Promise<void>
  /** Resolves when the store answers; rejects with why not. */
  check(): Promise<void>
}
