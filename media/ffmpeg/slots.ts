/**
 * Lets so many holders in at a time, first come first served. Waiting ends at once when its signal aborts. Work may take several
 * places at once; more than there are counts as all of them, so nothing waits for ever.
 */
export class Slots {
  readonly #waiting: { takes: number; admit: () => void }[] = []
  #free: number

  constructor(readonly size: number) {
    this.#free = size
  }

  async use<T>(signal: AbortSignal | undefined, work: () => Promise<T>, takes = 1): Promise<T> {
    const taken = Math.min(takes, this.size)
    await this.#enter(signal, taken)
    try {
      return await work()
    } finally {
      this.#free += taken
      this.#letIn()
    }
  }

  #enter(signal: AbortSignal | undefined, takes: number): Promise<void> {
    signal?.throwIfAborted()
    return new Promise((enter, refuse) => {
      const admit = () => {
        signal?.removeEventListener('abort', giveUp)
        enter()
      }
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(place), 1)
        refuse(signal?.reason)
        // Whoever stood behind may need less.
        this.#letIn()
      }
      const place = { takes, admit }
      this.#waiting.push(place)
      signal?.addEventListener('abort', giveUp, { once: true })
      this.#letIn()
    })
  }

  #letIn(): void {
    for (let next = this.#waiting[0]; next && next.takes <= this.#free; next = this.#waiting[0]) {
      this.#waiting.shift()
      this.#free -= next.takes
      next.admit()
    }
  }
}
