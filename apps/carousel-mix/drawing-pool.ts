import type { DrawKind, DrawStart, DrawTask, DrawTasks } from './draw-task.ts'
import { DrawingHand } from './drawing-hand.ts'

interface Asked {
  task: DrawTask
  /** Whoever did something by this name before does it again with less work. */
  likes: string
  resolve(answer: never): void
  reject(error: unknown): void
}

interface Worker {
  hand: DrawingHand
  busy: boolean
  did: Set<string>
}

/**
 * Processes that draw for one run. They are processes and not threads, because what draws and encodes is native code: where it dies,
 * only what it was asked for fails, and another process takes its place. None works on after `close`.
 */
export class DrawingPool {
  readonly #workers = new Set<Worker>()
  readonly #waiting: Asked[] = []
  #closed: Error | null = null
  #leaving: Promise<unknown> = Promise.resolve()

  constructor(
    readonly start: Omit<DrawStart, 'kind'>,
    readonly most: number,
    signal: AbortSignal,
  ) {
    signal.addEventListener('abort', () => this.#end(signal.reason), { once: true })
    if (signal.aborted) this.#end(signal.reason)
  }

  /** Rejects with what is wrong with what was asked, with the signal's reason, or because the process that was asked died. */
  ask<Kind extends DrawKind>(
    kind: Kind,
    ask: DrawTasks[Kind]['ask'],
    likes = '',
  ): Promise<DrawTasks[Kind]['answer']> {
    if (this.#closed) return Promise.reject(this.#closed)
    return new Promise((resolve, reject) => {
      this.#waiting.push({ task: { kind, ...ask } as DrawTask, likes, resolve, reject })
      this.#hire()
      for (const worker of this.#workers) this.#next(worker)
    })
  }

  get processes(): number[] {
    return [...this.#workers].map(({ hand }) => hand.pid)
  }

  /** Through when no process works for the run any more. */
  async close(): Promise<void> {
    this.#end(new Error('The run has ended.'))
    await this.#leaving
  }

  #hire(): void {
    if (this.#workers.size >= this.most || [...this.#workers].some(({ busy }) => !busy)) return
    const worker: Worker = { hand: DrawingHand.take(), busy: true, did: new Set() }
    this.#workers.add(worker)
    worker.hand.ask({ kind: 'start', ...this.start }).then(
      () => this.#free(worker),
      (error) => {
        // What cannot begin would begin for ever.
        this.#workers.delete(worker)
        if (this.#workers.size === 0) for (const { reject } of this.#waiting.splice(0)) reject(error)
      },
    )
  }

  #next(worker: Worker): void {
    if (worker.busy || this.#closed) return
    const liked = this.#waiting.findIndex(({ likes }) => worker.did.has(likes))
    const fresh = this.#waiting.findIndex(
      ({ likes }) => ![...this.#workers].some(({ did }) => did.has(likes)),
    )
    const [asked] = this.#waiting.splice(liked >= 0 ? liked : Math.max(0, fresh), 1)
    if (!asked) return
    worker.busy = true
    worker.did.add(asked.likes)
    worker.hand
      .ask(asked.task)
      .then((answer) => asked.resolve(answer as never))
      .catch((error) => asked.reject(this.#closed ?? error))
      .finally(() => this.#free(worker))
  }

  #free(worker: Worker): void {
    worker.busy = false
    if (!worker.hand.alive) {
      this.#workers.delete(worker)
      if (this.#waiting.length > 0 && !this.#closed) this.#hire()
    } else this.#next(worker)
  }

  #end(reason: unknown): void {
    if (this.#closed) return
    this.#closed = reason instanceof Error ? reason : new Error(String(reason))
    for (const { reject } of this.#waiting.splice(0)) reject(this.#closed)
    this.#leaving = Promise.all([...this.#workers].map(({ hand }) => hand.leave()))
  }
}
