import { hashKey } from '@tanstack/react-query'
import { ApiProblem } from '../../api.ts'
import type { Project } from '../../api-types.ts'

/** Where saving stands, for whoever looks. */
export interface SaveView {
  /**
   * `unsaved`: it will be tried again. `stale`: somebody saved something else since, `theirs`. `gone`: there is no such project any more.
   * `refused`: not as it is now, but perhaps after the next change.
   */
  state: 'saved' | 'saving' | 'unsaved' | 'stale' | 'gone' | 'refused'
  name: string
  theirs: Project | null
}

/** What was not saved yet, and the version it was made to. */
export interface KeptChanges {
  version: number
  document: unknown
}

export interface SaverPort {
  save(changes: { name?: string; document?: unknown; version: number }, leaving: boolean): Promise<Project>
  read(): Promise<Project>
  /** On this device, in case the page goes before it is saved. */
  keep(changes: KeptChanges): void
  forget(): void
  saved(project: Project): void
}

/** Changes closer together than this are saved together, but none waits longer than the second. */
const pause = 800
const longestPause = 4_000
const retries = [3_000, 6_000, 12_000, 30_000, 60_000]

/**
 * Saves the changes of one project: shortly after they are made, one save at a time, again when it failed. What nobody has seen is never
 * written over; a change of the name alone does not stand in the way of the document, nor the other way round.
 */
export class ProjectSaver {
  view: SaveView
  #version: number
  /** The document as the server had it when last heard of. */
  #base: unknown
  #latest: unknown
  #name: string | null = null
  #edition = 0
  #savedEdition = 0
  #sending: Promise<void> | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #waitingSince: number | null = null
  #failures = 0
  #watchers = new Set<() => void>()

  constructor(
    project: Project,
    kept: KeptChanges | null,
    readonly port: SaverPort,
  ) {
    this.#version = project.version
    this.#base = project.document
    this.#latest = project.document
    this.view = { state: 'saved', name: project.name, theirs: null }
    if (kept && !same(kept.document, project.document)) {
      this.#latest = kept.document
      this.#edition++
      if (kept.version === project.version) this.#later()
      else {
        // What it was changed from is not known any more, so nothing tells that theirs is the same.
        this.#version = kept.version
        this.#base = undefined
        this.#say({ state: 'stale', theirs: project })
      }
    } else if (kept) port.forget()
  }

  get version() {
    return this.#version
  }

  /** What the editor shows, or should begin with. */
  get document() {
    return this.#latest
  }

  get dirty() {
    return this.#edition !== this.#savedEdition || this.#name !== null
  }

  watch = (changed: () => void) => {
    this.#watchers.add(changed)
    return () => void this.#watchers.delete(changed)
  }

  /** What the editor has made of what it was given: nothing that somebody changed. */
  shows(document: unknown) {
    this.#latest = document
  }

  change(document: unknown) {
    if (document === this.#latest) return
    this.#latest = document
    this.#edition++
    this.#later()
  }

  rename(name: string): Promise<void> {
    this.#name = name
    this.#say({ name })
    return this.flush()
  }

  /** Saves now what is not saved. Resolves when that was tried. */
  flush({ leaving = false } = {}): Promise<void> {
    clearTimeout(this.#timer)
    this.#waitingSince = null
    if (this.#edition !== this.#savedEdition)
      this.port.keep({ version: this.#version, document: this.#latest })
    if (!this.dirty || this.#halted()) return this.#sending ?? Promise.resolve()
    this.#sending ??= this.#send(leaving).finally(() => {
      this.#sending = null
      if (this.dirty && this.view.state === 'saving') this.#later()
    })
    return this.#sending
  }

  /** News from the server. Answers the document to show instead, when nothing of ours stands against it. */
  see(project: Project): unknown {
    if (project.version <= this.#version || this.#sending || this.view.state === 'gone') return null
    if (this.dirty) {
      this.#judge(project)
      return null
    }
    const news = same(project.document, this.#base) ? null : project.document
    this.#took(project)
    return news
  }

  /** Their version instead of ours. */
  takeTheirs(): Project | null {
    const { theirs } = this.view
    if (!theirs) return null
    this.#savedEdition = this.#edition
    this.#name = null
    this.#took(theirs)
    return theirs
  }

  /** What is here is kept elsewhere now, or wanted no more. */
  letGo() {
    clearTimeout(this.#timer)
    this.#savedEdition = this.#edition
    this.#name = null
    this.port.forget()
  }

  lost() {
    clearTimeout(this.#timer)
    this.#say({ state: 'gone' })
  }

  async #send(leaving: boolean) {
    const [edition, document, name, version] = [this.#edition, this.#latest, this.#name, this.#version]
    this.#say({ state: 'saving' })
    try {
      const saved = await this.port.save(
        { version, ...(edition !== this.#savedEdition && { document }), ...(name !== null && { name }) },
        leaving,
      )
      this.#savedEdition = edition
      if (this.#name === name) this.#name = null
      this.#took(saved)
      this.port.saved(saved)
    } catch (problem) {
      await this.#met(problem)
    }
  }

  async #met(problem: unknown) {
    const code = problem instanceof ApiProblem ? problem.code : ''
    if (code === 'not_found') return this.lost()
    if (code === 'invalid_input' || code === 'payload_too_large') return this.#say({ state: 'refused' })
    if (code === 'stale_version') {
      const theirs = await this.port.read().catch((cause) => {
        void this.#met(cause)
        return null
      })
      return theirs ? this.#judge(theirs) : undefined
    }
    this.#say({ state: 'unsaved' })
    const wait = retries[Math.min(this.#failures++, retries.length - 1)]
    this.#timer = setTimeout(() => void this.flush(), wait)
  }

  /** Somebody saved since. Whether that touches what is to be saved here. */
  #judge(theirs: Project) {
    if (same(theirs.document, this.#latest)) this.#savedEdition = this.#edition
    else if (!same(theirs.document, this.#base)) return this.#say({ state: 'stale', theirs })
    this.#took(theirs)
  }

  #took(project: Project) {
    this.#version = project.version
    this.#base = project.document
    this.#failures = 0
    const name = this.#name ?? project.name
    if (this.#edition === this.#savedEdition) this.port.forget()
    this.#say({ state: this.dirty ? 'saving' : 'saved', name, theirs: null })
    if (this.dirty && !this.#sending) this.#later()
  }

  #later() {
    if (this.#halted()) return
    if (this.view.state !== 'unsaved') this.#say({ state: 'saving' })
    const now = performance.now()
    this.#waitingSince ??= now
    clearTimeout(this.#timer)
    const left = Math.max(0, this.#waitingSince + longestPause - now)
    this.#timer = setTimeout(() => void this.flush(), Math.min(pause, left))
  }

  #halted() {
    return this.view.state === 'stale' || this.view.state === 'gone'
  }

  #say(news: Partial<SaveView>) {
    this.view = { ...this.view, ...news }
    for (const changed of this.#watchers) changed()
  }
}

/** Fields may come in another order than they were sent in. */
function same(one: unknown, other: unknown): boolean {
  return hashKey([one]) === hashKey([other])
}
