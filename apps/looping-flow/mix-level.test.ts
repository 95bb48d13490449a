import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { feedFfmpeg } from '#media/ffmpeg/feed-ffmpeg.ts'
import { loopSamples } from '#media/loop/blend-ends.ts'
import { rawFloats } from '#media/loop/encode-bed.ts'
import { loopSound } from '#media/loop/loop-sound.ts'
import { metering, readMeter } from '#media/loop/loudness.ts'
import { type Builtin, layerSeed, makeNoise } from '#media/loop/noise.ts'
import { openBed } from '#media/loop/sound-bed.ts'
import { layerGain, mixGain } from './mix-level.ts'

const rate = 48_000
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mix-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function layer(name: string, sound: Float32Array, more: object = {}) {
  const path = join(folder, name)
  await Bun.write(path, sound)
  return { path, period: sound.length / 2, gain: 1, pan: 0, fadeIn: 0, fadeOut: 0, ...more }
}

test('what is listened to on the page is about as loud as the film, whatever is mixed', async () => {
  const mixes: { builtin: Builtin; volume: number }[][] = [
    [{ builtin: 'rain', volume: 0.3 }],
    [
      { builtin: 'waves', volume: 0.8 },
      { builtin: 'brown', volume: 0.6 },
      { builtin: 'white', volume: 0.5 },
    ],
  ]
  for (const [n, mix] of mixes.entries()) {
    const layers = await Promise.all(
      mix.map(({ builtin, volume }, at) =>
        layer(`${n} ${at}`, makeNoise(builtin, layerSeed(1, at), 20 * rate), { gain: layerGain({ volume }) }),
      ),
    )
    const bed = await openBed(layers, { samples: 20 * rate, fadeOut: 0 })
    const mixed = await bed.render(0, bed.samples)
    await bed.close()
    const gain = mixGain(
      mix.map(({ volume }) => ({ builtin: true, volume })),
      -6,
    )
    const log = await feedFfmpeg(
      [...rawFloats, '-i', 'pipe:0', ...metering],
      (async function* () {
        yield new Uint8Array(mixed.map((value) => value * gain).buffer)
      })(),
    )
    expect(Math.abs(readMeter(log).loudness + 20)).toBeLessThan(2)
  }
})

test('placed at one side a sound is heard there whole, and nowhere else', async () => {
  const sides = Float32Array.from({ length: 2 * rate }, (_, n) => (n % 2 === 0 ? 0.25 : 0.5))
  const at = async (pan: number) => {
    const bed = await openBed([await layer(`pan ${pan}`, sides, { pan })], { samples: rate, fadeOut: 0 })
    const [left, right] = await bed.render(100, 1)
    await bed.close()
    return [left ?? Number.NaN, right ?? Number.NaN] as const
  }
  const near = (one: readonly number[], two: readonly number[]) =>
    expect(Math.max(...one.map((value, n) => Math.abs(value - (two[n] ?? 0))))).toBeLessThan(1e-6)
  near(await at(0), [0.25, 0.5])
  near(await at(-1), [0.75, 0])
  near(await at(1), [0, 0.75])
  near(await at(0.5), [0.25 * Math.SQRT1_2, 0.5 + 0.25 * Math.SQRT1_2])
})

test('the page loops a sound as the film does', async () => {
  const sound = makeNoise('pink', 5, 4 * rate)
  const path = join(folder, 'turn')
  await Bun.write(path, sound)
  const { period } = await loopSound(path, 4 * rate, { enough: 100 * rate })
  const turn = loopSamples(sound)
  expect(turn.length).toBe(2 * period)
  expect(
    Buffer.compare(Buffer.from(turn.buffer, 0, turn.byteLength), Buffer.from(await Bun.file(path).bytes())),
  ).toBe(0)
  // Where it begins again it takes no larger step than anywhere.
  const steps = [...turn].map((value, n) => Math.abs(value - (turn.at(n - 2) ?? 0)))
  const atJoint = Math.max(steps[0] ?? 1, steps[1] ?? 1)
  expect(atJoint).toBeLessThanOrEqual(steps.toSorted((a, b) => a - b).at(-20) ?? 0)
  expect(loopSamples(makeNoise('pink', 5, 500)).length).toBe(1000)
})
