import type { Asset } from '../api-types.ts'

/**
 * What a player is given, and what instead where that does not play. A film that repeats is played from its small form, which holds every
 * sample once: an hour comes as a few megabytes, not as it will be downloaded.
 */
export function playingUrl({ url, bytes, storedBytes }: Pick<Asset, 'url' | 'bytes' | 'storedBytes'>): {
  url: string
  otherwise?: string
} {
  return storedBytes < bytes ? { url: `${url}&form=compact`, otherwise: url } : { url }
}
