import type { StudioAsset } from '#apps/define-editor.ts'
import { type KeptUpload, keep, keepUrl, keptUploads, letGo } from './kept-uploads.ts'
import { lookAtFile } from './look-at-file.ts'
import { SendProblem, sendFile } from './send-file.ts'

/** A file on its way, whatever page is open. */
export interface QueuedUpload {
  id: string
  /** The work it is meant for: a project's id, or an app's where it has no name yet. */
  place: string
  name: string
  bytes: number
  fraction: number
  state: 'waiting' | 'sending' | 'stalled' | 'judging' | 'failed' | 'done'
  /** A problem's code when failed. */
  problem: string | null
  previewUrl: string | null
  asset: StudioAsset | null
  /** Rises with every file chosen. */
  order: number
}

/** Two at a time: one file fills a phone's line, the second hides the pauses between pieces. */
const atOnce = 2

interface Entry {
  shown: QueuedUpload
  kept: KeptUpload
  abort: AbortController
}

let entries: Entry[] = []
let snapshot: readonly QueuedUpload[] = []
const watchers = new Set<() => void>()

export const uploadQueue = {
  subscribe(changed: () => void) {
    watchers.add(changed)
    return () => void watchers.delete(changed)
  },
  snapshot: () => snapshot,

  /** Files already checked. A failed check is shown in the same list, so nothing disappears without a word. */
  add(
    accountId: string,
    place: string,
    files: readonly { file: File; previewUrl: string | null; problem: string | null }[],
  ) {
    for (const { file, previewUrl, problem } of files) {
      const id = crypto.randomUUID()
      const kept: KeptUpload = { id, accountId, place, file, url: null, addedAt: Date.now() }
      entries.push({
        kept,
        abort: new AbortController(),
        shown: { ...fresh(kept), previewUrl, problem, state: problem ? 'failed' : 'waiting' },
      })
      if (!problem) void keep(kept)
    }
    changed()
    next()
  },

  /** Goes on with what a reload interrupted. */
  async resume(accountId: string) {
    if (resumed.has(accountId)) return
    resumed.add(accountId)
    for (const kept of await keptUploads(accountId)) {
      if (entries.some((entry) => entry.kept.id === kept.id)) continue
      const entry: Entry = { kept, abort: new AbortController(), shown: fresh(kept) }
      entries.push(entry)
      void lookAtFile(kept.file).then(({ previewUrl }) => show(entry, { previewUrl }))
    }
    changed()
    next()
  },

  retry(id: string) {
    const entry = entries.find(({ kept }) => kept.id === id)
    if (!entry) return
    entry.abort = new AbortController()
    show(entry, { state: 'waiting', problem: null })
    void keep(entry.kept)
    next()
  },

  /** Forgets one: cancelled, given up, or taken in by its app. What the server already has of a cancelled one is deleted there. */
  remove(id: string) {
    const entry = entries.find(({ kept }) => kept.id === id)
    if (!entry) return
    // A refused file is gone from the server already.
    if (entry.shown.state !== 'done' && entry.shown.state !== 'failed') entry.abort.abort()
    if (entry.shown.previewUrl) URL.revokeObjectURL(entry.shown.previewUrl)
    entries = entries.filter((other) => other !== entry)
    void letGo(id)
    changed()
    next()
  },

  /** The work got a name, or another one: what is on its way goes with it. */
  move(from: string, to: string) {
    for (const entry of entries) {
      if (entry.kept.place !== from) continue
      entry.kept.place = to
      entry.shown = { ...entry.shown, place: to }
      if (entry.shown.state !== 'failed') void keep(entry.kept)
    }
    changed()
  },

  /** Bytes promised to files not yet counted by the server. */
  pendingBytes: () =>
    snapshot
      .filter(({ state }) => state !== 'failed' && state !== 'done')
      .reduce((sum, { bytes }) => sum + bytes, 0),
}

const resumed = new Set<string>()

let chosen = 0

function fresh(kept: KeptUpload): QueuedUpload {
  const { id, place, file } = kept
  return {
    id,
    place,
    name: file.name,
    bytes: file.size,
    fraction: 0,
    state: 'waiting',
    problem: null,
    previewUrl: null,
    asset: null,
    order: chosen++,
  }
}

function next() {
  const busy = entries.filter(({ shown }) => shown.state === 'sending' || shown.state === 'judging').length
  for (const entry of entries
    .filter(({ shown }) => shown.state === 'waiting')
    .slice(0, Math.max(0, atOnce - busy))) {
    void send(entry)
  }
}

async function send(entry: Entry) {
  const { kept, abort } = entry
  show(entry, { state: 'sending' })
  try {
    const asset = await sendFile(kept.file, {
      resumeUrl: kept.url,
      signal: abort.signal,
      onUrl: (url) => {
        kept.url = url
        void keepUrl(kept.id, url)
      },
      // Everything sent, the server still has to look inside.
      onProgress: (fraction) =>
        show(entry, fraction >= 1 ? { fraction: 1, state: 'judging' } : { fraction, state: 'sending' }),
    })
    show(entry, { state: 'done', fraction: 1, asset })
  } catch (cause) {
    if (abort.signal.aborted) return
    const code = cause instanceof SendProblem ? cause.code : 'unavailable'
    if (code === 'offline') stall(entry)
    else {
      // What was judged and refused would only be refused again.
      kept.url = null
      void letGo(kept.id)
      show(entry, { state: 'failed', problem: code })
    }
  }
  next()
}

/** Waits for the signal, and looks every ten seconds whether it has come back unannounced. */
function stall(entry: Entry) {
  show(entry, { state: 'stalled' })
  const goOn = () => {
    clearTimeout(timer)
    removeEventListener('online', goOn)
    if (entry.shown.state !== 'stalled' || !entries.includes(entry)) return
    show(entry, { state: 'waiting' })
    next()
  }
  const timer = setTimeout(goOn, 10_000)
  addEventListener('online', goOn)
}

function show(entry: Entry, change: Partial<QueuedUpload>) {
  entry.shown = { ...entry.shown, ...change }
  changed()
}

function changed() {
  snapshot = entries.map(({ shown }) => shown)
  for (const watcher of watchers) watcher()
}
