import { appendSamples, readCodedTrack } from './coded-track.ts'

/**
 * SHA-256 of an MP4's coded pictures, of so many at a time in the order they are stored, as the file on disk has them where its index
 * says. Throws when there are not as many.
 */
export async function pictureDigests(path: string, counts: readonly number[]): Promise<string[]> {
  const { sizes, offsets } = await readCodedTrack(path, { order: 'any' })
  const digests: string[] = []
  let from = 0
  for (const count of counts) {
    const to = from + count
    if (to > sizes.length) throw new Error(`${path} holds ${sizes.length} pictures, not ${to}.`)
    const hash = new Bun.CryptoHasher('sha256')
    const samples = { sizes: sizes.slice(from, to), offsets: offsets.slice(from, to) }
    await appendSamples(path, samples, { write: (bytes) => hash.update(bytes), flush: () => {} })
    digests.push(hash.digest('hex'))
    from = to
  }
  return digests
}
