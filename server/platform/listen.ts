import { EventEmitter } from 'node:events'
import pg from 'pg'
import type { Log } from './log.ts'

/** One connection a process that hears what other processes NOTIFY. `reconnected` says that messages may have been missed. */
export interface Listener {
  on(channel: string, hear: (message: string) => void): () => void
  onReconnect(hear: () => void): () => void
  close(): Promise<void>
}

/** Keeps listening through database restarts, waiting up to five seconds between tries. */
export async function openListener(url: string, channels: string[], log: Log): Promise<Listener> {
  const heard = new EventEmitter().setMaxListeners(0)
  let client: pg.Client | null = null
  let closed = false

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: url,
      keepAlive: true,
      connectionTimeoutMillis: 5000,
      application_name: 'lumiku-listen',
    })
    next.on('notification', ({ channel, payload }) => heard.emit(`channel:${channel}`, payload ?? ''))
    next.on('error', () => {})
    next.once('end', () => {
      if (client === next && !closed) void again()
    })
    try {
      await next.connect()
      for (const channel of channels) await next.query(`listen ${next.escapeIdentifier(channel)}`)
    } catch (error) {
      void next.end().catch(() => {})
      throw error
    }
    client = next
    if (closed) await next.end()
  }

  async function again(): Promise<void> {
    log.warn('lost the listening connection')
    for (let wait = 100; !closed; wait = Math.min(wait * 2, 5000)) {
      await Bun.sleep(wait)
      try {
        await connect()
        log.warn('listening again')
        heard.emit('reconnect')
        return
      } catch {}
    }
  }

  await connect()
  return {
    on: (channel, hear) => subscribe(heard, `channel:${channel}`, hear),
    onReconnect: (hear) => subscribe(heard, 'reconnect', hear),
    async close() {
      closed = true
      await client?.end()
    },
  }
}

function subscribe<Args extends unknown[]>(
  heard: EventEmitter,
  name: string,
  hear: (...args: Args) => void,
): () => void {
  heard.on(name, hear as (...args: unknown[]) => void)
  return () => heard.off(name, hear as (...args: unknown[]) => void)
}
