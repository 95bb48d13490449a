import type { ComponentType } from 'react'
import type { Asset } from './define-app.ts'

/** What the browser half of an app is given: the shell owns the price, the run and its results; the editor owns the input. */
export interface EditorProps<Input> {
  value: Partial<Input>
  onChange(next: Partial<Input>): void
  /** Files the person has, newest first, and how to add more. */
  assets: readonly StudioAsset[]
  upload(files: File[]): void
  uploads: readonly Upload[]
  /** Says what keeps the run button closed, or null when it may be pressed. */
  onReady(problem: string | null): void
  /** Server-side complaints about the last attempt, by path. */
  issues: readonly { path: (string | number)[]; message: string }[]
  locale: 'id' | 'en'
}

export interface StudioAsset extends Asset {
  url: string
  thumbnailUrl: string | null
}

export interface Upload {
  id: string
  name: string
  fraction: number
  error: string | null
}

export type Editor<Input = unknown> = ComponentType<EditorProps<Input>>
