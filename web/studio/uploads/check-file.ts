import type { Accepts, StudioAsset } from '#apps/define-editor.ts'

/** What can be known of a file before a byte of it is sent. `seconds` is null when this device cannot play it. */
export interface LocalFile {
  name: string
  type: string
  bytes: number
  seconds: number | null
}

export type FileProblem = 'empty' | 'kind' | 'too_big' | 'too_long' | 'storage_full'

/**
 * Why a file need not be sent at all, or null. The server judges by content; this only spares the waiting.
 * `room` is what the account's storage has left, in bytes, after everything already on its way.
 */
export function checkFile(file: LocalFile, accepts: Accepts, room: number): FileProblem | null {
  if (file.bytes === 0) return 'empty'
  const kind = kindOf(file)
  if (kind !== null && !accepts.kinds.includes(kind)) return 'kind'
  if (kind === null && file.type !== '') return 'kind'
  if (file.bytes > accepts.maxBytes) return 'too_big'
  if (file.seconds !== null && file.seconds > accepts.maxSeconds) return 'too_long'
  if (file.bytes > room) return 'storage_full'
  return null
}

/** By the browser's word or, where it has none, by the ending. Null: unknown. */
export function kindOf(file: { name: string; type: string }): StudioAsset['kind'] | null {
  const said = file.type.split('/')[0]
  if (said === 'video' || said === 'image' || said === 'audio' || said === 'font') return said
  const ending = file.name.toLowerCase().match(/\.([a-z0-9]+)$/)?.[1] ?? ''
  for (const [kind, names] of Object.entries(endings)) {
    if (names.includes(ending)) return kind as StudioAsset['kind']
  }
  return null
}

const endings = {
  video: ['mp4', 'mov', 'm4v', 'webm', 'mkv', 'avi', '3gp', 'mts', 'm2ts', 'mpg', 'mpeg', 'ts', 'wmv', 'flv'],
  image: ['jpg', 'jpeg', 'png', 'webp', 'heic', 'heif', 'avif', 'gif'],
  audio: ['mp3', 'm4a', 'aac', 'wav', 'ogg', 'opus', 'flac'],
  font: ['ttf', 'otf', 'woff', 'woff2'],
}
