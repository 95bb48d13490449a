import { afterAll, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startS3Simulator } from '#test/support/s3-simulator.ts'
import { openS3 } from './s3.ts'
import { storageConformance } from './storage.conformance.ts'

const simulator = startS3Simulator()
const folder = await mkdtemp(join(tmpdir(), 'lumiku-s3-'))
afterAll(async () => {
  await simulator.stop()
  await rm(folder, { recursive: true, force: true })
})
const storage = openS3(simulator.settings)

storageConformance('S3', async () => ({ storage, keys: async () => [...simulator.objects.keys()] }))

async function fileOf(length: number): Promise<string> {
  const file = join(folder, crypto.randomUUID())
  await Bun.write(file, new Uint8Array(length))
  return file
}

test('a wrong secret is refused, and nothing is stored', async () => {
  const stranger = openS3({ ...simulator.settings, secretAccessKey: 'guessed' })
  await expect(stranger.put('originals/aa/theirs', await fileOf(10), 'video/mp4')).rejects.toThrow()
  await expect(stranger.size('originals/aa/theirs')).rejects.toThrow()
  await expect(stranger.check()).rejects.toThrow()
  expect(simulator.objects.has('originals/aa/theirs')).toBe(false)
})

test('a bucket that does not exist is no store', async () => {
  await expect(openS3({ ...simulator.settings, bucket: 'other' }).check()).rejects.toThrow()
})

test('the type travels with small files and with files of many parts', async () => {
  await storage.put('originals/tt/small', await fileOf(10), 'image/webp')
  await storage.put('originals/tt/large', await fileOf(9 * 1024 * 1024), 'video/webm')
  expect(simulator.objects.get('originals/tt/small')?.type).toBe('image/webp')
  expect(simulator.objects.get('originals/tt/large')?.type).toBe('video/webm')
})

test('a part that fails once is sent again', async () => {
  simulator.fail(/partNumber=1/, 503)
  await storage.put('originals/rr/retried', await fileOf(17 * 1024 * 1024), 'video/mp4')
  expect(simulator.objects.get('originals/rr/retried')?.body.length).toBe(17 * 1024 * 1024)
})

test('an upload that cannot succeed leaves neither the object nor its parts, and the local file is kept', async () => {
  simulator.fail(/partNumber=2/, 503, 20)
  const file = await fileOf(17 * 1024 * 1024)
  await expect(storage.put('originals/rr/broken', file, 'video/mp4')).rejects.toThrow()
  await storage.put('originals/rr/after', await fileOf(10), 'video/mp4')
  expect(simulator.objects.has('originals/rr/broken')).toBe(false)
  expect(simulator.multiparts.size).toBe(0)
  expect(await Bun.file(file).exists()).toBe(true)
})

test('a store that is down is an error, not an absence', async () => {
  simulator.fail(/HEAD/, 503, 1)
  await expect(storage.size('originals/tt/small')).rejects.toThrow()
  simulator.fail(/list-type|max-keys/, 503, 1)
  await expect(storage.check()).rejects.toThrow()
})
