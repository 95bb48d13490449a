import { afterAll, beforeAll, expect, test } from 'bun:test'
import { join } from 'node:path'
import { LocalStudio } from '../local-studio.ts'
import { carouselInput } from './input.ts'
import { runCarousel } from './run-carousel.ts'
import { carouselWords } from './words.ts'

const media = join(import.meta.dir, '../../test/media')
let studio: LocalStudio
beforeAll(async () => {
  studio = await LocalStudio.open()
  await studio.add('coffee', join(media, 'coffee.png'))
  await studio.add('rocket', join(media, 'rocket.jpg'))
})
afterAll(() => studio.close())

const positions = [{ images: ['coffee', 'rocket'], texts: ['Halo'] }, { images: ['rocket'] }]

test('a picture that breaks off costs the sets that show it, and says where it is named', async () => {
  const half = join(studio.folder, 'half.png')
  const whole = await Bun.file(join(media, 'coffee.png')).bytes()
  await Bun.write(half, whole.subarray(0, whole.length / 2))
  const input = carouselInput.parse({ positions, sets: 2, format: { aspect: '1:1' } })
  await studio.attempt((run) =>
    runCarousel(input, { ...run, file: async (id) => (id === 'coffee' ? half : run.file(id)) }),
  )
  expect([studio.delivered.size, studio.failed.size]).toEqual([1, 1])
  const [reason = ''] = studio.failed.values()
  expect(reason).toStartWith('positions.0.images.0 is a picture that cannot be read')
  expect(carouselWords.failure?.(reason, 'id')).toBe('Fotonya tidak bisa dibaca')
}, 60_000)

test('a slide that sets share is the same in each, and nothing is left beside the sets', async () => {
  studio.delivered.clear()
  const input = carouselInput.parse({ positions, sets: 2, format: { aspect: '1:1', type: 'png' } })
  let left: string[] = []
  await studio.attempt(async (run) => {
    await runCarousel(input, run)
    left = await Array.fromAsync(new Bun.Glob('*').scan(run.workDir))
  })
  const second = await Promise.all(
    [...studio.delivered.values()].map(async ({ file, recipe }) => {
      const [, place] = (recipe?.files ?? []) as { from: number; bytes: number }[]
      const bytes = await Bun.file(file).bytes()
      return Buffer.from(bytes.subarray(place?.from, (place?.from ?? 0) + (place?.bytes ?? 0)))
    }),
  )
  expect(second[0]?.equals(second[1] ?? Buffer.alloc(0))).toBe(true)
  expect(second[0]?.toString('latin1', 1, 4)).toBe('PNG')
  expect(left).toEqual([])
}, 60_000)
