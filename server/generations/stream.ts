import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { SignLink } from '#server/files/present-asset.ts'
import type { Platform } from '#server/platform/platform.ts'
import { findGeneration } from './find.ts'
import { presentGeneration, presentOutput } from './present.ts'
import { type GenerationEvent, type Watch, watchGenerations } from './watch.ts'

const heartbeatMs = 15_000

/** Server-sent events of one run, replayed from `Last-Event-ID`; ends after `done`. */
export function streamGeneration(
  c: Context,
  platform: Platform,
  sign: SignLink,
  accountId: string,
  generationId: string,
) {
  return streamEvents(
    c,
    platform,
    { accountId, generationId, after: lastEventId(c) },
    async (event, stream) => {
      const { run, outputs } = await findGeneration(platform.db, accountId, generationId)
      const output = outputs.find(({ position }) => position === event.data.position)
      const data = {
        progress: event.data,
        output: output ? presentOutput(output, sign) : event.data,
        done: presentGeneration(run, outputs, sign),
      }[event.kind]
      await stream.writeSSE({ id: event.id, event: event.kind, data: JSON.stringify(data) })
      return event.kind !== 'done'
    },
  )
}

/** Everything that happens to an account's runs on one connection: what one browser needs, however many pages it shows. */
export function streamAccount(c: Context, platform: Platform, accountId: string) {
  return streamEvents(
    c,
    platform,
    { accountId, after: lastEventId(c) },
    async ({ id, generation_id, kind, data }, stream) => {
      await stream.writeSSE({
        id,
        event: 'generation',
        data: JSON.stringify({ generationId: generation_id, kind, ...data }),
      })
      if (kind === 'done' || data.status === 'queued') await stream.writeSSE({ event: 'balance', data: '{}' })
      return true
    },
  )
}

function streamEvents(
  c: Context,
  { db, listener, stopping }: Platform,
  watch: Watch,
  tell: (event: GenerationEvent, stream: SSEStreamingApi) => Promise<boolean>,
) {
  c.header('X-Accel-Buffering', 'no')
  return streamSSE(c, async (stream) => {
    const gone = new AbortController()
    stream.onAbort(() => gone.abort())
    const signal = AbortSignal.any([gone.signal, stopping])
    const heartbeat = setInterval(
      () => void stream.write(': still here\n\n').catch(() => gone.abort()),
      heartbeatMs,
    )
    try {
      await stream.write('retry: 1000\n\n')
      for await (const event of watchGenerations(db, listener, watch, signal)) {
        if (!(await tell(event, stream))) break
      }
    } finally {
      clearInterval(heartbeat)
      gone.abort()
    }
  })
}

function lastEventId(c: Context): string | null {
  const id = c.req.header('last-event-id') ?? c.req.query('lastEventId') ?? ''
  return /^\d{1,18}$/.test(id) ? id : null
}
