import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clips } from '#test/media/clips.ts'
import { encodeFrames } from '../ffmpeg/encode-frames.ts'
import { type Probe, probe } from '../ffmpeg/probe.ts'
import { readFrames } from '../ffmpeg/read-frames.ts'
import { readCodedTrack } from '../mp4/coded-track.ts'
import { lightFilters } from './even-light.ts'
import type { LoopPlan } from './loop-plan.ts'
import { ownFrames, unitFrames } from './unit-frames.ts'

let folder: string
let source: { path: string; probe: Probe }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'own-frames-'))
  source = { path: clips.car, probe: await probe(clips.car) }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const shot = { width: 192, height: 108, pixels: 'yuv420p' as const }
const picture = { ...shot, rate: { num: 25, den: 2 }, quality: 'standard' as const }
const plans: LoopPlan[] = [
  { style: 'crossfade', from: 3, frames: 40, blend: 8, drift: -1.3 },
  { style: 'crossfade', from: 0, frames: 30, blend: 5, drift: 0 },
  { style: 'cut', from: 5, frames: 33, drift: 7.4 },
]

for (const plan of plans)
  for (const first of [0, 12])
    test(`${plan.style} from ${first}, light drifting by ${plan.drift}: frames that never pass through us are coded to the same bytes`, async () => {
      const read = (from: number, count: number) =>
        readFrames(source, { ...shot, rate: picture.rate }, { from: 20 + from, count })
      const [through, past] = [join(folder, 'through.mp4'), join(folder, 'past.mp4')]
      const count = plan.frames - first
      await encodeFrames(unitFrames(plan, read, shot, { first, count }), picture, through)
      const own = ownFrames(plan, first)
      if (!own) throw new Error('None of its frames are the clip’s own.')
      const made = own.after - first
      const told: number[] = []
      await encodeFrames(
        made > 0 ? unitFrames(plan, read, shot, { first, count: made }) : null,
        picture,
        past,
        {
          own: {
            ...source,
            from: 20 + own.from,
            count: count - made,
            filters: own.light ? lightFilters(own.light, picture) : undefined,
          },
          onFrame: (count) => told.push(count),
        },
      )
      expect(await coded(past)).toEqual(await coded(through))
      expect(told.at(-1)).toBe(count)
    })

async function coded(path: string) {
  const { sizes, offsets, description, keys } = await readCodedTrack(path)
  const file = await Bun.file(path).bytes()
  const hasher = new Bun.CryptoHasher('sha256')
  for (const [n, at] of offsets.entries()) hasher.update(file.subarray(at, at + (sizes[n] ?? 0)))
  return { samples: hasher.digest('hex'), sizes, keys, description }
}
