import { afterAll, beforeAll, expect, test } from 'bun:test'
import { join } from 'node:path'
import { probe } from '#media/ffmpeg/probe.ts'
import { clips } from '#test/media/clips.ts'
import { InvalidInput } from '../define-app.ts'
import { LocalStudio } from '../local-studio.ts'
import { checkClips } from './check-clips.ts'
import { chooseVariants } from './choose-variants.ts'
import { framesOf } from './edit-list.ts'
import { type MixRequest, mixInput } from './input.ts'
import { opening, previewVariant } from './preview-variant.ts'
import type { VariantLook } from './variant-input.ts'

let studio: LocalStudio

beforeAll(async () => {
  studio = await LocalStudio.open()
  for (const name of ['car', 'bottle', 'person'] as const) await studio.add(name, clips[name])
})
afterAll(() => studio.close())

const mixOf = (request: Partial<MixRequest>) =>
  mixInput.parse({
    clips: ['car', 'bottle', 'person'].map((assetId) => ({ assetId })),
    outputs: 4,
    mix: { transition: { kind: 'fade' }, window: { kind: 'random', clipSeconds: 2 } },
    texts: ['Diskon!'],
    format: { resolution: '4k', container: 'webm' },
    ...request,
  })

async function look(mix: ReturnType<typeof mixOf>, output: number): Promise<VariantLook> {
  const looks: VariantLook[] = []
  await studio.attempt(async (run) => void looks.push(await previewVariant({ mix, output }, run)))
  return looks[0] as VariantLook
}

test('the video that is looked at is the one the run would make, small', async () => {
  const mix = mixOf({})
  const batch = chooseVariants(mix, checkClips(mix, studio.assets))
  const seen = await look(mix, 3)
  expect(seen).toMatchObject({ output: 3, seconds: framesOf(batch[2] ?? []) / 30, shownSeconds: 5 })
  expect(seen.nearest?.output).not.toBe(3)
  expect(seen.score?.distance).toBeLessThanOrEqual(seen.nearest?.distance ?? 0)
  const file = join(studio.folder, 'seen.mp4')
  await Bun.write(file, Buffer.from(seen.clip, 'base64'))
  expect(await probe(file)).toMatchObject({ kind: 'video', height: 426, seconds: 5, hasAudio: true })
}, 60_000)

test('of a long video the first half minute is shown, and a video beyond the batch is refused', async () => {
  const long = mixOf({ mix: {}, sound: { kind: 'mute' }, clips: [{ assetId: 'person' }, { assetId: 'car' }] })
  const seen = await look({ ...long, outputs: 2 }, 1)
  expect(seen.shownSeconds).toBe(30)
  expect(seen.seconds).toBeGreaterThan(150)
  await expect(look({ ...long, outputs: 2 }, 3)).rejects.toBeInstanceOf(InvalidInput)
  await expect(look({ ...long, outputs: 3 }, 1)).rejects.toBeInstanceOf(InvalidInput)
}, 60_000)

test('a beginning ends to the frame wherever it falls', () => {
  const edit = { clip: 0, from: 0, frames: 60, speed: 1, look: 0 }
  const edits = [edit, { ...edit, join: { kind: 'fade' as const, frames: 15 } }, edit]
  for (const frames of [1, 50, 60, 61, 105, 110, 165]) expect(framesOf(opening(edits, frames))).toBe(frames)
  expect(framesOf(opening(edits, 500))).toBe(165)
})
