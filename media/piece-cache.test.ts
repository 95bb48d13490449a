import { afterAll, expect, test } from 'bun:test'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { obtainPiece, trimCache } from './piece-cache.ts'

const folder = await mkdtemp(join(tmpdir(), 'cache-'))
afterAll(() => rm(folder, { recursive: true }))

let runs = 0
let made = 0
/** Obtains in a work folder of its own, as each run has. */
function obtain(cache: string, key: string, content = key) {
  const path = join(folder, `work-${runs++}`)
  const make = async (out: string) => {
    made++
    await writeFile(out, content)
  }
  const isWhole = async (out: string) => (await Bun.file(out).text()) === content
  return obtainPiece({ folder: join(folder, cache), limitBytes: 0 }, key, path, { make, isWhole }).then(
    async (how) => [how, await Bun.file(path).text()],
  )
}

test('a piece is made once and found from then on', async () => {
  made = 0
  expect(await obtain('once', 'a')).toEqual(['made', 'a'])
  expect(await obtain('once', 'a')).toEqual(['found', 'a'])
  expect(made).toBe(1)
})

test('a broken piece in the cache is made again', async () => {
  await obtain('broken', 'a')
  await rm(join(folder, 'broken', 'a'))
  await writeFile(join(folder, 'broken', 'a'), '')
  expect(await obtain('broken', 'a')).toEqual(['made', 'a'])
  expect(await obtain('broken', 'a')).toEqual(['found', 'a'])
})

test('a piece whose making failed is not kept', async () => {
  const cache = { folder: join(folder, 'failing'), limitBytes: 0 }
  const make = () => Promise.reject(new Error('no luck'))
  const isWhole = async () => true
  await expect(obtainPiece(cache, 'a', join(folder, 'never'), { make, isWhole })).rejects.toThrow('no luck')
  expect(await readdir(cache.folder)).toEqual([])
})

test('the pieces unused for longest go first, and what a run holds stays readable', async () => {
  for (const [age, key] of ['old', 'older', 'new'].entries()) {
    await obtain('full', key, 'x'.repeat(100))
    const used = new Date(Date.now() - [50, 90, 10][age]! * 1000)
    await utimes(join(folder, 'full', key), used, used)
  }
  await trimCache({ folder: join(folder, 'full'), limitBytes: 250 })
  expect((await readdir(join(folder, 'full'))).toSorted()).toEqual(['new', 'old'])
  expect(await Bun.file(join(folder, `work-${runs - 2}`)).text()).toHaveLength(100)
})
