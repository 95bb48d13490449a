import type { Platform } from '#server/platform/platform.ts'

export interface Courier {
  /** Resolves after the first try; the others follow by themselves. */
  send(id: string): Promise<void>
}

/** Seconds between one try and the next. */
const ordinaryWaits = [2, 10, 60, 300, 900]

/**
 * Sends notifications to the callback address until it answers 200, and again five times at most. Each try is taken in the database first, so that
 * several processes send it once, and what a stopped process still owed is sent by the next one.
 */
export function openCourier(
  { db, log, stopping }: Pick<Platform, 'db' | 'log' | 'stopping'>,
  waits: number[] = ordinaryWaits,
): Courier {
  const timers = new Set<ReturnType<typeof setTimeout>>()
  stopping.addEventListener('abort', () => timers.forEach(clearTimeout), { once: true })
  void resume()
  return { send: (id) => attempt(id) }

  async function attempt(id: string): Promise<void> {
    try {
      // A timer and the database's clock may differ by a moment; the next try is two seconds off at least.
      const [turn] = await db`
        update sandbox_notifications n set attempts = attempts + 1,
          next_at = now() + make_interval(secs => coalesce((${db.array(waits, 'INT')})[attempts + 1], 0))
        from sandbox_checkouts c
        where n.id = ${id}::bigint and n.delivered_at is null and n.attempts < ${waits.length + 1} and n.next_at <= now() + interval '1 second'
          and c.reference = n.reference
        returning n.body, n.attempts, c.callback_url`
      if (!turn) return
      const answer = await post(turn.callback_url, turn.body)
      await db`
        update sandbox_notifications set answer = ${answer}, delivered_at = case when ${answer === '200'} then now() end where id = ${id}::bigint`
      if (answer === '200') return
      log.warn({ notification: id, attempt: turn.attempts, answer }, 'a sandbox notification was not taken')
      const wait = waits[turn.attempts - 1]
      if (wait !== undefined) later(id, wait * 1000)
    } catch (error) {
      if (!stopping.aborted)
        log.error({ err: error, notification: id }, 'could not send a sandbox notification')
    }
  }

  function later(id: string, ms: number): void {
    if (stopping.aborted) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      void attempt(id)
    }, ms)
    timer.unref()
    timers.add(timer)
  }

  async function resume(): Promise<void> {
    try {
      const owed = await db`
        select id::text as id, greatest(0, extract(epoch from next_at - now())) as seconds from sandbox_notifications n
        where delivered_at is null and attempts <= ${waits.length} order by n.id limit 1000`
      for (const { id, seconds } of owed) later(id, Math.ceil(Number(seconds) * 1000))
    } catch (error) {
      if (!stopping.aborted)
        log.error({ err: error }, 'could not look for sandbox notifications that are owed')
    }
  }
}

/** The status it was answered with, or why it was not. */
async function post(url: string, body: string): Promise<string> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    })
    await response.body?.cancel()
    return String(response.status)
  } catch (error) {
    return error instanceof Error ? error.name : 'Error'
  }
}
