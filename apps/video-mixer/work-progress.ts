import type { Studio } from '../define-app.ts'

/** Adds up work that many hands do at once, and tells it as one fraction that never falls. */
export class WorkProgress {
  readonly #began = performance.now()
  readonly #inHand = new Map<object, number>()
  #done = 0
  #told = -1
  #stage = ''

  /** `total` is in any unit of work; `before` is the share an earlier attempt had done. */
  constructor(
    readonly studio: Pick<Studio, 'progress'>,
    readonly total: number,
    readonly before = 0,
  ) {}

  /** So much of one task is done. */
  reached(task: object, amount: number, stage: string): void {
    this.#inHand.set(task, Math.max(amount, this.#inHand.get(task) ?? 0))
    this.#tell(stage)
  }

  /** One task is over; it was worth this much. */
  finished(task: object, amount: number, stage: string): void {
    this.#inHand.delete(task)
    this.#done += amount
    this.#tell(stage)
  }

  end(stage: string): void {
    this.studio.progress({ fraction: 1, stage, eta: 0 })
  }

  /** Small steps are swallowed: whoever listens stores and sends each one. */
  #tell(stage: string): void {
    const inHand = [...this.#inHand.values()].reduce((sum, amount) => sum + amount, 0)
    const share = Math.min(0.999, (this.#done + inHand) / this.total)
    if (share < this.#told + 0.005 && !(stage !== this.#stage && share > this.#told)) return
    this.#told = share
    this.#stage = stage
    const spent = (performance.now() - this.#began) / 1000
    const eta = share > 0.03 && spent > 1 ? Math.ceil((spent / share) * (1 - share)) : undefined
    this.studio.progress({ fraction: this.before + (1 - this.before) * share, stage, eta })
  }
}
