/** Keeps what was made while there is room for its bytes; what was unused for longest goes first. */
export class ByteShelf<T> {
  readonly #kept = new Map<string, { value: T; bytes: number }>()
  #bytes = 0

  constructor(
    readonly most: number,
    readonly sizeOf: (value: T) => number,
  ) {}

  get bytes(): number {
    return this.#bytes
  }

  get(key: string, make: () => T): T {
    const known = this.#kept.get(key)
    const value = known ? known.value : make()
    this.#kept.delete(key)
    this.#bytes -= known?.bytes ?? 0
    // What is kept may have grown since it was last asked for.
    const bytes = this.sizeOf(value)
    this.#kept.set(key, { value, bytes })
    this.#bytes += bytes
    for (const [oldest, each] of this.#kept) {
      if (this.#bytes <= this.most || each.value === value) break
      this.#kept.delete(oldest)
      this.#bytes -= each.bytes
    }
    return value
  }
}
