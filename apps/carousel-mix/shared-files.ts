import { rm } from 'node:fs/promises'

/** Things made once, used a number of times that is known beforehand, and removed after the last. */
export class SharedFiles<T> {
  readonly #made = new Map<string, Promise<{ value: T; files: string[] }>>()
  readonly #left = new Map<string, number>()
  #number = 0

  /** `uses` names each use of each thing. */
  constructor(uses: readonly string[]) {
    for (const key of uses) this.#left.set(key, (this.#left.get(key) ?? 0) + 1)
  }

  /** A number no other file of this kind has. */
  nextNumber(): number {
    return this.#number++
  }

  async get(key: string, make: () => Promise<{ value: T; files: string[] }>): Promise<T> {
    const made = this.#made.get(key) ?? make()
    this.#made.set(key, made)
    return (await made).value
  }

  /** One use is over, whether it came to anything or not. */
  async release(key: string): Promise<void> {
    const left = (this.#left.get(key) ?? 1) - 1
    this.#left.set(key, left)
    const made = left === 0 ? await this.#made.get(key)?.catch(() => null) : null
    if (left === 0) this.#made.delete(key)
    for (const file of made?.files ?? []) await rm(file, { force: true })
  }
}
