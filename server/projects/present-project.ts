import type { SignLink } from '#server/files/present-asset.ts'
import type { ListedRow, ProjectRow } from './rows.ts'
import type { ListedProject, Project } from './schemas.ts'

/** A project as its owner sees it: the shape of the HTTP contract. */
export function presentProject({ id, app, name, document, updated_at, version }: ProjectRow): Project {
  return { id, app, name, document, updatedAt: updated_at.toISOString(), version }
}

export function presentListed(row: ListedRow, sign: SignLink): ListedProject {
  const { id, app, name, updated_at, version, asset_id, asset_name, thumbnail_key } = row
  const thumbnail = asset_id && sign({ id: asset_id, name: asset_name ?? '', thumbnail_key })
  return {
    id,
    app,
    name,
    updatedAt: updated_at.toISOString(),
    version,
    thumbnailUrl: thumbnail ? thumbnail.thumbnailUrl : null,
  }
}
