import type { Db } from '#server/platform/db.ts'
import type { Listener } from '#server/platform/listen.ts'

/** One thing a watching page is told. Ids grow, so a page that was away asks for what came after the last it saw. */
export interface GenerationEvent {
  id: string
  generation_id: string
  kind: 'progress' | 'output' | 'done'
  data: Record<string, unknown>
}

export interface Watch {
  /** Whose runs; `generationId` narrows it to one. */
  accountId: string
  generationId?: string
  /** Only what came after this event; null starts with what is known of one run, or with now for all. */
  after: string | null
}

const pageOf = 200

/**
 * Yields events as they are committed, stored ones first, until `signal` aborts. Notifications only wake the reader: what is
 * told always comes from the table, in order, so a lost connection loses nothing. Of one run that ended long ago, whose events
 * are gone, it yields that it is done.
 */
export async function* watchGenerations(
  db: Db,
  listener: Listener,
  { accountId, generationId, after }: Watch,
  signal: AbortSignal,
): AsyncGenerator<GenerationEvent> {
  let seen = after ?? (generationId ? '0' : await newestEvent(db, accountId))
  const bell = openBell(listener, accountId, generationId, signal)
  try {
    while (!signal.aborted) {
      const heard = bell.next()
      const events = await eventsAfter(db, accountId, generationId, seen)
      for (const event of events) {
        seen = event.id
        yield event
      }
      if (events.length === 0 && generationId && (await hasNothingLeftToTell(db, generationId, seen)))
        yield { id: seen, generation_id: generationId, kind: 'done', data: {} }
      if (events.length < pageOf) await heard
    }
  } finally {
    bell.close()
  }
}

async function newestEvent(db: Db, accountId: string): Promise<string> {
  const [row] =
    await db`select coalesce(max(id), 0)::text as id from generation_events where account_id = ${accountId}`
  return row.id
}

async function eventsAfter(
  db: Db,
  accountId: string,
  generationId: string | undefined,
  seen: string,
): Promise<GenerationEvent[]> {
  return db`
    select id::text, generation_id, kind, data from generation_events
    where account_id = ${accountId} and id > ${seen}::bigint and (${generationId ?? null}::uuid is null or generation_id = ${generationId ?? null}::uuid)
    order by generation_events.id limit ${pageOf}`
}

/** Whether a run has ended and all was told, or is forgotten: that it is done can always be told again. */
async function hasNothingLeftToTell(db: Db, generationId: string, seen: string): Promise<boolean> {
  const rows = await db`
    select from generations g where id = ${generationId} and finished_at is not null
      and not exists (select from generation_events e where e.generation_id = g.id and e.id > ${seen}::bigint)`
  return rows.length > 0
}

/** Rings when something of this account (or run) was committed. Asking for the next ring before reading closes the gap between. */
function openBell(
  listener: Listener,
  accountId: string,
  generationId: string | undefined,
  signal: AbortSignal,
) {
  let ring = () => {}
  const deaf = listener.on('generations', (message) => {
    const heard = JSON.parse(message)
    if (heard.accountId === accountId && (!generationId || heard.generationId === generationId)) ring()
  })
  const deafToReconnect = listener.onReconnect(() => ring())
  const aborted = () => ring()
  signal.addEventListener('abort', aborted)
  return {
    next: () =>
      new Promise<void>((resolve) => {
        if (signal.aborted) resolve()
        else ring = resolve
      }),
    close() {
      deaf()
      deafToReconnect()
      signal.removeEventListener('abort', aborted)
    },
  }
}
