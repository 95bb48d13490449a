import type { StudioAsset } from '#apps/define-editor.ts'
import type { Asset as FileAnswer } from '../../api-types.ts'
import { kindOf } from './check-file.ts'

/** A file as the contract answers it, as apps know it. */
export function assetFrom(file: FileAnswer & { sha256?: string; kind?: StudioAsset['kind'] }): StudioAsset {
  return {
    id: file.id,
    // Files of unknown content are taken to differ.
    sha256: file.sha256 ?? file.id,
    name: file.name,
    kind: file.kind ?? kindOf(file) ?? 'video',
    type: file.type,
    bytes: file.bytes,
    width: file.width ?? null,
    height: file.height ?? null,
    seconds: file.seconds ?? null,
    hasAudio: file.hasAudio ?? null,
    url: file.url,
    thumbnailUrl: file.thumbnailUrl ?? null,
  }
}
