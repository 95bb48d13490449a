/** A row of `assets`, as the database gives it. */
export interface AssetRow {
  id: string
  account_id: string
  origin: Origin
  name: string
  kind: Kind
  type: string
  /** A bigint arrives as text. */
  bytes: string
  sha256: string
  width: number | null
  height: number | null
  seconds: number | null
  has_audio: boolean | null
  storage_key: string
  thumbnail_key: string | null
  /** What is stored is not the file itself but what it is made of. */
  packing: 'loop' | null
  /** Bytes that are kept, where they are not `bytes`. */
  stored_bytes: string | null
  created_at: Date
}

export const kinds = ['video', 'image', 'audio', 'font'] as const
export type Kind = (typeof kinds)[number]

export const origins = ['upload', 'output'] as const
export type Origin = (typeof origins)[number]

/** What `keep_asset` in the database expects; its keys are already in the store. */
export interface FreshAsset {
  id: string
  name: string
  kind: Kind
  type: string
  bytes: number
  sha256: string
  width: number | null
  height: number | null
  seconds: number | null
  hasAudio: boolean | null
  probe: object
  storageKey: string
  thumbnailKey: string | null
  packing?: 'loop'
  /** Bytes that are kept, where they are not `bytes`. */
  storedBytes?: number
}

/** What looking at a file's bytes tells about it. */
export type Facts = Pick<FreshAsset, 'kind' | 'type' | 'width' | 'height' | 'seconds' | 'hasAudio' | 'probe'>
