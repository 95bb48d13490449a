import type { Json } from '#server/platform/json.ts'

/** A row of `projects`, as the database gives it. */
export interface ProjectRow {
  id: string
  account_id: string
  app: string
  name: string
  document: Record<string, Json>
  files: string[]
  version: number
  updated_at: Date
}

/** What a list shows of a project: no document, but the first of its files that is there and has a picture. */
export interface ListedRow extends Pick<ProjectRow, 'id' | 'app' | 'name' | 'version' | 'updated_at'> {
  asset_id: string | null
  asset_name: string | null
  thumbnail_key: string | null
}
