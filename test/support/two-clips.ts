import { join } from 'node:path'
import { smallMedia } from '#test/media/clips.ts'
import type { Client } from './client.ts'

/** Uploads two small clips, the first with sound, for a run in which it does not matter what they show. Resolves to them as the mixer's input names them. */
export async function twoClips(who: Client): Promise<{ assetId: string }[]> {
  const uploads = [
    await who.upload(join(smallMedia, 'car-detection.mp4')),
    await who.upload(join(smallMedia, 'bottle-detection.mp4')),
  ]
  return uploads.map(({ status, text, body }) => {
    if (status !== 201) throw new Error(`upload answered ${status} ${text}`)
    return { assetId: body.id }
  })
}
