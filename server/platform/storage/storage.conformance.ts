import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Storage } from './storage.ts'

/** What every store must pass. `keys` lists what it holds, read behind its back. */
export function storageConformance(
  name: string,
  open: () => Promise<{ storage: Storage; keys(): Promise<string[]> }>,
) {
  let folder: string
  let storage: Storage
  let keys: () => Promise<string[]>

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lumiku-storage-'))
    ;({ storage, keys } = await open())
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const bytes = (length: number, seed = 7) =>
    new Uint8Array(length).map((_, n) => (n * seed + (n >> 8)) % 256)
  const collect = (stream: ReadableStream<Uint8Array>) => new Response(stream).bytes()
  const write = async (key: string, body: Uint8Array) => {
    const file = join(folder, crypto.randomUUID())
    await Bun.write(file, body)
    await storage.put(key, file, 'video/mp4')
    return file
  }

  test(`${name}: what was put is read back, and the local file is gone`, async () => {
    const file = await write('originals/aa/one', bytes(70_000))
    expect(await storage.size('originals/aa/one')).toBe(70_000)
    expect(await collect(storage.read('originals/aa/one'))).toEqual(bytes(70_000))
    expect(await Bun.file(file).exists()).toBe(false)
  })

  test(`${name}: any range comes back byte for byte`, async () => {
    await write('originals/aa/ranged', bytes(300_000))
    for (const [start, end] of [
      [0, 0],
      [0, 99],
      [1, 1],
      [65_535, 65_536],
      [299_999, 299_999],
      [1234, 299_999],
    ] as const)
      expect(await collect(storage.read('originals/aa/ranged', { start, end }))).toEqual(
        bytes(300_000).slice(start, end + 1),
      )
  })

  test(`${name}: a file of many parts arrives whole`, async () => {
    const big = bytes(21 * 1024 * 1024 + 17, 31)
    await write('originals/bb/big', big)
    expect(await storage.size('originals/bb/big')).toBe(big.length)
    expect(Buffer.compare(await collect(storage.read('originals/bb/big')), big)).toBe(0)
    const start = 8 * 1024 * 1024 - 3
    expect(await collect(storage.read('originals/bb/big', { start, end: start + 9 }))).toEqual(
      big.slice(start, start + 10),
    )
  })

  test(`${name}: what comes in pieces is stored as it came, and when its source breaks off nothing is`, async () => {
    const big = Buffer.alloc(21 * 1024 * 1024 + 17, bytes(65_537))
    async function* pieces(until: number) {
      for (let at = 0; at < until; at += 300_007) yield big.subarray(at, Math.min(until, at + 300_007))
      if (until < big.length) throw new Error('given up')
    }
    await storage.write('originals/bb/written', pieces(big.length), 'video/mp4')
    expect(Buffer.compare(await collect(storage.read('originals/bb/written')), big)).toBe(0)
    for (const [n, until] of [0, 1000, 12 * 1024 * 1024].entries()) {
      const key = `originals/bb/broken${n}`
      await expect(storage.write(key, pieces(until), 'video/mp4')).rejects.toThrow('given up')
      expect((await keys()).filter((each) => each.includes(`broken${n}`))).toEqual([])
    }
  }, 20_000)

  test(`${name}: writing a key again replaces it`, async () => {
    await write('originals/cc/again', bytes(500))
    await write('originals/cc/again', bytes(20, 3))
    expect(await collect(storage.read('originals/cc/again'))).toEqual(bytes(20, 3))
  })

  test(`${name}: an empty file is a file`, async () => {
    await write('originals/cc/empty', bytes(0))
    expect(await storage.size('originals/cc/empty')).toBe(0)
  })

  test(`${name}: a local path has the bytes`, async () => {
    await write('originals/dd/local', bytes(9000))
    expect(await Bun.file(await storage.local('originals/dd/local', folder)).bytes()).toEqual(bytes(9000))
    await expect(storage.local('originals/dd/none', folder)).rejects.toThrow()
  })

  test(`${name}: what is not there has no size and cannot be read`, async () => {
    expect(await storage.size('originals/ee/none')).toBeNull()
    await expect(collect(storage.read('originals/ee/none'))).rejects.toThrow()
  })

  test(`${name}: deleting removes, and deleting again is no error`, async () => {
    await write('originals/ff/gone', bytes(10))
    await storage.delete('originals/ff/gone')
    expect(await storage.size('originals/ff/gone')).toBeNull()
    await storage.delete('originals/ff/gone')
    expect(await keys()).not.toContain('originals/ff/gone')
  })

  test(`${name}: no key leads out of the store`, async () => {
    for (const key of [
      '../secret',
      'a/../../secret',
      '/etc/passwd',
      'a//b',
      'a\0b',
      '',
      '.',
      'A',
      'a/./b',
      '..',
    ])
      expect(async () => await storage.size(key)).toThrow('No storage key')
  })

  test(`${name}: putting a file that is not there fails and stores nothing`, async () => {
    await expect(
      storage.put('originals/gg/missing', join(folder, 'no-such-file'), 'video/mp4'),
    ).rejects.toThrow()
    expect(await keys()).not.toContain('originals/gg/missing')
  })

  test(`${name}: the store says that it answers`, async () => {
    expect(await storage.check()).toBeUndefined()
  })
}
