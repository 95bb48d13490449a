import type { ComponentType } from 'react'
import type { Use } from '#catalog/price.ts'
import type { Asset } from './define-app.ts'

/**
 * The browser half of an app. The shell owns uploads, the price, the run and its results; the half owns the input:
 * how it starts, how it is edited, and when it can run.
 */
export interface WebApp<Input = unknown> {
  action: string
  /** What may be brought in here. */
  accepts: Accepts
  Editor: ComponentType<EditorProps<Input>>
  /** Where everybody starts. */
  start(): Input
  /** A draft, a project's document or an earlier run's input, as far as it can still be used. Null when nothing of it can. */
  restore(saved: unknown): Input | null
  /** Puts files that just arrived where this app wants them; `before` names the file they were chosen ahead of. */
  add(input: Input, files: readonly StudioAsset[], before?: string): Input
  /** Every file the input names. */
  files(input: Input): string[]
  /** The input without files that are gone. */
  forget(input: Input, gone: ReadonlySet<string>): Input
  /** Pure, asked on every change: what a run would use, or what is missing first. */
  check(input: Input, assets: ReadonlyMap<string, StudioAsset>): Readiness
  /** The body of the run. `project`: what the work is called, where it has a name. */
  body(input: Input, project?: string): Record<string, unknown>
  /** How many results the input asks for. */
  results(input: Input): number
  /** The same wish with fewer or more results, where the app can be asked for several. */
  withResults?(input: Input, count: number): Input
  /** The input after a run was accepted: pressing again makes something else. */
  again(input: Input): Input
}

export interface Accepts {
  kinds: readonly StudioAsset['kind'][]
  maxBytes: number
  maxSeconds: number
}

/** `missing` is said to the person in both languages. */
export type Readiness =
  | { use: Use; modelKey: string; missing?: undefined }
  | { missing: { id: string; en: string }; path?: (string | number)[] }

/** What every page may need to say about an app's runs without loading its editor. */
export interface AppWords {
  /** `3 video`. */
  results(count: number, locale: 'id' | 'en'): string
  /** Words for the stages its run reports. Unknown stages: null. */
  stage(stage: string, locale: 'id' | 'en'): string | null
  /** Words for why one result could not be made. Unknown reasons: null. */
  failure(reason: string, locale: 'id' | 'en'): string | null
  /** The recipe of one result as rows of a table. */
  recipe(recipe: Record<string, unknown>, locale: 'id' | 'en'): [label: string, value: string][]
  /** What is written on each picture of a result that is several, for those who cannot see it. */
  says?(recipe: Record<string, unknown>, input: Record<string, unknown>): string[]
}

export interface EditorProps<Input> {
  value: Input
  onChange(next: Input): void
  /** What the work is called, where it has a name. */
  project?: string | undefined
  /** Every file the input names and that is known by now. */
  assets: ReadonlyMap<string, StudioAsset>
  /** Opens the file dialog's answer, a drop or a paste. */
  upload(files: File[]): void
  uploads: readonly Upload[]
  /** Opens the library of earlier files and calls back with what was chosen. */
  pick(kind: StudioAsset['kind'], chosen: (assets: StudioAsset[]) => void, options?: { many?: boolean }): void
  /** Asks one of the app's free previews; rejects when there is none to be had just now. */
  preview?<T>(name: string, body: Record<string, unknown>, signal: AbortSignal): Promise<T>
  /** Bytes of storage the account has left, where that is known. */
  room?: number
  /** The server's complaints about the last attempt, by path. */
  issues: readonly { path: (string | number)[]; message: string }[]
}

/** A file of the person's, as a page knows it. */
export interface StudioAsset extends Asset {
  url: string
  thumbnailUrl: string | null
}

/** A file on its way. */
export interface Upload {
  id: string
  name: string
  bytes: number
  /** 0–1 */
  fraction: number
  state: 'waiting' | 'sending' | 'stalled' | 'judging' | 'failed'
  /** Why it failed, said to the person. */
  problem: string | null
  /** A picture from the device, shown until the server has one. */
  previewUrl: string | null
  /** Null where sending it again would only fail again. */
  retry: (() => void) | null
  cancel(): void
}
