import type { Config } from '#server/platform/config.ts'
import { linkTo } from './link.ts'
import type { AssetRow } from './rows.ts'
import type { Asset } from './schemas.ts'

/** Signs the links of one asset. */
export type SignLink = (asset: Pick<AssetRow, 'id' | 'name' | 'thumbnail_key'>) => {
  url: string
  thumbnailUrl: string | null
}

/** Links that open without a session until they expire: whoever has one can see the file, nobody can guess one. */
export function signLinks(config: Pick<Config, 'secret'>, now: () => number = Date.now): SignLink {
  return ({ id, name, thumbnail_key }) => ({
    url: linkTo(config.secret, { id, variant: 'original', name }, now()),
    thumbnailUrl: thumbnail_key
      ? linkTo(config.secret, { id, variant: 'thumbnail', name: 'thumbnail.webp' }, now())
      : null,
  })
}

/** An asset as its owner sees it: the shape of the HTTP contract. What a kind does not have is null. */
export function presentAsset(row: AssetRow, sign: SignLink): Asset {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    type: row.type,
    bytes: Number(row.bytes),
    storedBytes: Number(row.stored_bytes ?? row.bytes),
    sha256: row.sha256,
    width: row.width,
    height: row.height,
    seconds: row.seconds,
    hasAudio: row.has_audio,
    origin: row.origin,
    createdAt: row.created_at.toISOString(),
    ...sign(row),
  }
}
