import { afterAll, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clips } from '#test/media/clips.ts'
import { alikePixels, readSignature, signatureFilter } from './read-signature.ts'
import { runFfmpeg } from './run-ffmpeg.ts'

const folder = await mkdtemp(join(tmpdir(), 'signature, [odd]: it’s-'))
afterAll(() => rm(folder, { recursive: true }))

/** Signatures of six seconds, two a second. */
async function signatureOf(source: string, from: number, filter = 'null') {
  const file = join(folder, `${Bun.hash(source + from + filter)}.xml`)
  const filters = `${filter},fps=2,scale=288:288:flags=area,${signatureFilter(file)}`
  await runFfmpeg(['-ss', String(from), '-t', '6', '-i', source, '-vf', filters, '-f', 'null', '-'])
  return readSignature(file)
}

test('a video is known again when it is smaller and brighter, and not in another', async () => {
  const car = await signatureOf(clips.car, 2)
  expect(car).toHaveLength(12)
  expect(car[1]?.seconds).toBeCloseTo(0.5)
  expect(car[0]?.digits).toHaveLength(380)
  expect(
    alikePixels(car, await signatureOf(clips.car, 2, 'scale=200:-2,eq=brightness=0.03')),
  ).toBeGreaterThan(0.9)
  expect(alikePixels(car, await signatureOf(clips.bottle, 8))).toBe(0)
}, 30_000)

test('what one shows later than the other counts only where both agree on when', async () => {
  const [early, late] = [await signatureOf(clips.car, 2), await signatureOf(clips.car, 5)]
  expect(alikePixels(early, late)).toBeWithin(0.3, 0.85)
  expect(alikePixels(early, [])).toBe(0)
}, 30_000)
