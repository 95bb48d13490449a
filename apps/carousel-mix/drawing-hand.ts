import { join } from 'node:path'
import type { DrawAnswer, DrawStart, DrawTask } from './draw-task.ts'

/** A process that nobody needed for so long ends. */
const patience = 30_000

const idle = new Set<DrawingHand>()

/** One process that draws. Asked for one thing at a time; where it dies, what it was asked for fails. */
export class DrawingHand {
  readonly #process: Bun.Subprocess
  #asked: PromiseWithResolvers<unknown> | null = null
  #parked: Timer | undefined
  /** A font goes by the name inside its file as well: it shall not be found by anybody else's run. */
  #strange = false

  constructor() {
    this.#process = Bun.spawn([process.execPath, join(import.meta.dir, 'draw-process.ts')], {
      // Pixels come and go by the megabyte: kept in the heap, they cost no page faults.
      env: { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '33554432', MALLOC_TRIM_THRESHOLD_: '67108864' },
      stdio: ['ignore', 'inherit', 'inherit'],
      serialization: 'json',
      ipc: (answer: DrawAnswer) => {
        const asked = this.#asked
        this.#asked = null
        if ('done' in answer) asked?.resolve(answer.done)
        else asked?.reject(new Error(answer.failed))
      },
      onExit: () => {
        idle.delete(this)
        this.#asked?.reject(new HandDied('What draws the slides stopped unexpectedly.'))
      },
    })
    this.#process.unref()
  }

  /** One that waits from an earlier run, or a new one. */
  static take(): DrawingHand {
    const [waiting] = idle
    if (!waiting) return new DrawingHand()
    idle.delete(waiting)
    clearTimeout(waiting.#parked)
    return waiting
  }

  get pid(): number {
    return this.#process.pid
  }

  get alive(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null
  }

  ask(task: DrawStart | DrawTask): Promise<unknown> {
    if (!this.alive) return Promise.reject(new HandDied('What draws the slides stopped unexpectedly.'))
    if (task.kind === 'start' && Object.keys(task.fonts).length > 0) this.#strange = true
    this.#asked = Promise.withResolvers()
    this.#process.send(task)
    return this.#asked.promise
  }

  /** Waits for another run when it has nothing to do and knows no font of somebody's own, and ends otherwise. Through when what it did is over. */
  async leave(): Promise<void> {
    if (this.#asked || this.#strange || !this.alive) {
      this.#process.kill('SIGKILL')
      await this.#process.exited
      return
    }
    idle.add(this)
    this.#parked = setTimeout(() => this.#process.kill('SIGKILL'), patience)
    this.#parked.unref()
  }
}

export class HandDied extends Error {}
