import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Generation } from '../api-types.ts'
import { keys } from '../queries.ts'

/** News of one generation, as the account-wide stream tells it. */
export interface GenerationNews {
  generationId: string
  kind: 'progress' | 'output' | 'done'
  progress?: number
  stage?: string
  eta?: number
  status?: Generation['status']
  [more: string]: unknown
}

const name = 'lumiku.live'

type News = { event: 'generation'; data: GenerationNews } | { event: 'balance'; data: unknown }

/**
 * Mounted once by the shell. A browser keeps one stream however many tabs it has: the tab last looked at holds it and
 * passes the news on, because browsers allow six connections to one host and a stream never lets go of its own.
 */
export function useLiveConnection() {
  const client = useQueryClient()
  useEffect(() => {
    const channel = new BroadcastChannel(name)
    const receive = (news: News) => apply(client, news)
    channel.onmessage = (message: MessageEvent<News>) => receive(message.data)
    const line = new Line(
      (news) => {
        receive(news)
        channel.postMessage(news)
      },
      () => refetch(client),
    )
    line.claim()
    const claimWhenSeen = () => document.visibilityState === 'visible' && line.claim()
    document.addEventListener('visibilitychange', claimWhenSeen)
    return () => {
      document.removeEventListener('visibilitychange', claimWhenSeen)
      line.close()
      channel.close()
    }
  }, [client])
}

/** Every open tab asks for its money again, for what moves it without a run. */
export function tellTabsOfMoney() {
  const channel = new BroadcastChannel(name)
  channel.postMessage({ event: 'balance', data: {} } satisfies News)
  channel.close()
}

/** This tab's turn at the stream. Without Web Locks (plain http on a LAN address) every tab keeps its own. */
class Line {
  #source: EventSource | null = null
  #queued: AbortController | null = null
  #release: () => void = () => {}
  #retry: ReturnType<typeof setTimeout> | undefined
  #opened = false
  #closed = false

  constructor(
    readonly tell: (news: News) => void,
    readonly caughtUp: () => void,
  ) {}

  claim() {
    if (this.#source || this.#closed) return
    if (!navigator.locks) return this.#connect()
    this.#queued?.abort()
    navigator.locks.request(name, { steal: true }, () => this.#hold()).catch(() => this.#queue())
  }

  close() {
    this.#closed = true
    this.#queued?.abort()
    this.#disconnect()
  }

  /** Another tab was looked at and took over. Its turn ends when it closes. */
  #queue() {
    this.#disconnect()
    if (this.#closed) return
    this.#queued = new AbortController()
    navigator.locks
      .request(name, { signal: this.#queued.signal }, () => this.#hold())
      .catch((cause) => {
        if (!this.#queued?.signal.aborted) throw cause
      })
  }

  #hold() {
    if (this.#closed) return
    this.#connect()
    return new Promise<void>((resolve) => {
      this.#release = resolve
    })
  }

  #connect() {
    const source = new EventSource('/api/events')
    this.#source = source
    source.onopen = () => {
      // The stream replays after `Last-Event-ID` what it still has; what older news would have changed is read again.
      if (this.#opened) this.caughtUp()
      this.#opened = true
    }
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED) return
      // Browsers give up on an answer that is not a stream, such as a proxy's 502 while the server restarts.
      this.#retry = setTimeout(() => this.#connect(), 5_000)
    }
    for (const event of ['generation', 'balance'] as const) {
      source.addEventListener(event, (message) => this.tell({ event, data: JSON.parse(message.data) }))
    }
  }

  #disconnect() {
    clearTimeout(this.#retry)
    this.#source?.close()
    this.#source = null
    this.#release()
  }
}

function apply(client: QueryClient, news: News) {
  if (news.event === 'balance') {
    refetchMoney(client)
  } else if (news.data.status === 'queued') {
    client.invalidateQueries({ queryKey: keys.generations }) // started elsewhere: lists do not know it yet
  } else if (news.data.kind === 'progress') {
    patch(client, news.data)
  } else {
    client.invalidateQueries({ queryKey: keys.generations })
    if (news.data.kind === 'output') client.invalidateQueries({ queryKey: keys.files })
    if (news.data.kind === 'done') refetchMoney(client)
  }
}

function refetchMoney(client: QueryClient) {
  for (const queryKey of [keys.me, keys.balance, keys.history, keys.quota, keys.usage]) {
    client.invalidateQueries({ queryKey })
  }
}

function refetch(client: QueryClient) {
  client.invalidateQueries({ queryKey: keys.generations })
  client.invalidateQueries({ queryKey: keys.files })
  refetchMoney(client)
}

/** Moves the bar where the generation is already on screen, alone or in a list, without asking the server. */
function patch(client: QueryClient, news: GenerationNews) {
  const { generationId, progress, stage, eta } = news
  const move = (one: Generation): Generation =>
    one.id === generationId &&
    one.status !== 'succeeded' &&
    one.status !== 'failed' &&
    one.status !== 'cancelled'
      ? {
          ...one,
          status: 'running',
          progress: progress ?? one.progress,
          stage: stage ?? one.stage,
          eta: eta ?? undefined,
        }
      : one
  client.setQueriesData<unknown>({ queryKey: keys.generations }, (cached: unknown) => moveIn(cached, move))
}

function moveIn(cached: unknown, move: (one: Generation) => Generation): unknown {
  if (typeof cached !== 'object' || cached === null) return cached
  if ('pages' in cached && Array.isArray(cached.pages)) {
    return { ...cached, pages: cached.pages.map((page) => moveIn(page, move)) }
  }
  if ('items' in cached && Array.isArray(cached.items)) return { ...cached, items: cached.items.map(move) }
  return 'status' in cached ? move(cached as Generation) : cached
}
