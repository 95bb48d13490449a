/** Lets a fixed number of holders in at a time, first come first served. Waiting ends at once when its signal aborts. */
export class Slots {
  readonly #waiting: (() => void)[] = []
  #free: number

  constructor(readonly size: number) {
    this.#free = size
  }

  async use<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    await this.#enter(signal)
    try {
      return await work()
    } finally {
      this.#leave()
    }
  }

  #enter(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted()
    if (this.#free > 0) {
      this.#free--
      return Promise.resolve()
    }
    return new Promise((enter, refuse) => {
      const admit = () => {
        signal?.removeEventListener('abort', giveUp)
        enter()
      }
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(admit), 1)
        refuse(signal?.reason)
      }
      this.#waiting.push(admit)
      signal?.addEventListener('abort', giveUp, { once: true })
    })
  }

  #leave(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#free++
  }
}
