/** Changes closer together than this are one step: dragging a slider is undone at once. */
const together = 600
const deepest = 100

/** Steps back and forth through what was being made. `at` is milliseconds of any clock that only rises. */
export class History {
  #past: unknown[] = []
  #future: unknown[] = []
  #lastAt = Number.NEGATIVE_INFINITY

  /** What is about to be replaced. `alone`: a step of its own, whatever comes close to it. */
  record(before: unknown, at: number, { alone = false } = {}) {
    if (alone || at - this.#lastAt > together) this.#past = [...this.#past.slice(1 - deepest), before]
    this.#lastAt = alone ? Number.NEGATIVE_INFINITY : at
    this.#future = []
  }

  /** What was before, or undefined at the beginning. */
  undo(now: unknown): unknown {
    const before = this.#past.pop()
    if (before !== undefined) this.#future.push(now)
    this.#lastAt = Number.NEGATIVE_INFINITY
    return before
  }

  /** What was undone last, or undefined. */
  redo(now: unknown): unknown {
    const next = this.#future.pop()
    if (next !== undefined) this.#past.push(now)
    this.#lastAt = Number.NEGATIVE_INFINITY
    return next
  }
}
