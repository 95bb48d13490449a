import { isUnreachable } from './db.ts'
import { Problem } from './problem.ts'

export interface Sharing<Asked, Answer> {
  /** Answers requests of different keys in one commit; null for one that has to be answered alone. Resolves in their order. */
  together(asked: Asked[]): Promise<(Answer | null)[]>
  /** Answers one request in a commit of its own, waiting for whatever is in its way. */
  alone(asked: Asked): Promise<Answer>
  /** Requests with the same key are answered in the order they came. */
  keyOf(asked: Asked): string
  /** Requests with the same name must not share a commit, because the second repeats the first. */
  twinOf(asked: Asked): string | null
  /** Requests in one commit at most. */
  most?: number
  /** A request that could not begin within so many seconds is refused: 503. */
  waitSeconds: number
}

interface Waiting<Asked, Answer> {
  asked: Asked
  since: number
  resolve(answer: Answer): void
  reject(error: unknown): void
}

/**
 * Lets requests that arrive together share a commit. The first one goes at once; those that come while a commit is under way
 * go with the next, so nobody waits for company. One commit at a time: the busier it gets, the more share one. When a shared commit fails for another reason than an unreachable database,
 * each of its requests is answered alone: one that cannot be answered does not harm its neighbours.
 */
export function shareCommits<Asked, Answer>(
  sharing: Sharing<Asked, Answer>,
): (asked: Asked) => Promise<Answer> {
  const { most = 64, waitSeconds, keyOf, twinOf } = sharing
  let queue: Waiting<Asked, Answer>[] = []
  let busy = false
  /** The last request of a key that is answered alone, while there is one: those that follow queue behind it. */
  const solo = new Map<string, Promise<unknown>>()

  function ask(asked: Asked): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const waiting = { asked, since: performance.now(), resolve, reject }
    if (solo.has(keyOf(asked))) answerAlone(waiting)
    else {
      queue.push(waiting)
      void drain()
    }
    return promise
  }

  async function drain(): Promise<void> {
    if (busy) return
    busy = true
    // Whoever arrives in the same turn of the event loop comes along.
    await new Promise<void>((turn) => setImmediate(turn))
    for (let batch = take(); batch.length > 0; batch = take()) await answerTogether(batch)
    busy = false
  }

  function take(): Waiting<Asked, Answer>[] {
    const batch: Waiting<Asked, Answer>[] = []
    const later: Waiting<Asked, Answer>[] = []
    const twins = new Set<string>()
    for (const waiting of queue) {
      const twin = twinOf(waiting.asked)
      if (isLate(waiting)) waiting.reject(tooLate())
      else if (solo.has(keyOf(waiting.asked))) answerAlone(waiting)
      else if (batch.length === most || (twin !== null && twins.has(twin))) later.push(waiting)
      else {
        batch.push(waiting)
        if (twin !== null) twins.add(twin)
      }
    }
    queue = later
    return batch
  }

  async function answerTogether(batch: Waiting<Asked, Answer>[]): Promise<void> {
    try {
      const answers = await sharing.together(batch.map(({ asked }) => asked))
      for (const [i, waiting] of batch.entries()) {
        const answer = answers[i]
        if (answer === null || answer === undefined) answerAlone(waiting)
        else waiting.resolve(answer)
      }
    } catch (error) {
      // What became of a commit whose connection was lost nobody knows here; a repeated request with the same key does.
      if (isUnreachable(error)) for (const waiting of batch) waiting.reject(error)
      else for (const waiting of batch) answerAlone(waiting)
    }
  }

  function answerAlone(waiting: Waiting<Asked, Answer>): void {
    const key = keyOf(waiting.asked)
    const before = solo.get(key) ?? Promise.resolve()
    const done = before.then(async () => {
      if (isLate(waiting)) return waiting.reject(tooLate())
      await sharing.alone(waiting.asked).then(waiting.resolve, waiting.reject)
    })
    solo.set(key, done)
    void done.then(() => {
      if (solo.get(key) === done) solo.delete(key)
    })
  }

  function isLate({ since }: Waiting<Asked, Answer>): boolean {
    return performance.now() - since > waitSeconds * 1000
  }

  return ask
}

function tooLate(): Problem {
  return new Problem('unavailable', { detail: 'Too many requests are waiting' }, 2)
}
