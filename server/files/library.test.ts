import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { copyFile, mkdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { newId } from '#server/platform/ids.ts'
import { clips } from '#test/media/clips.ts'
import { openShelf, type Person, type Shelf } from '#test/support/shelf.ts'
import { discard } from './discard.ts'
import { findAssets } from './find-assets.ts'
import { ingest } from './ingest.ts'
import { keepOutput } from './keep-output.ts'
import { storageOf } from './storage-of.ts'
import { sweepLooseKeys, sweepUploads } from './sweep.ts'

let shelf: Shelf
let sari: Person
let budi: Person
let png: Uint8Array<ArrayBuffer>
beforeAll(async () => {
  shelf = await openShelf()
  sari = await shelf.person()
  budi = await shelf.person()
  png = new Uint8Array(
    await sharp({ create: { width: 40, height: 30, channels: 3, background: '#36c' } })
      .png()
      .toBuffer(),
  )
})
afterAll(() => shelf.close())

const small = () => new Blob([png])
const stored = () => shelf.onDisk().filter((path) => path.startsWith('files/'))
const list = async (person: Person, query = '') => (await person.send(`/api/files${query}`)).json()
async function copyOf(clip: string): Promise<string> {
  const folder = join(shelf.config.data, 'work')
  await mkdir(folder, { recursive: true })
  const file = join(folder, newId())
  await copyFile(clip, file)
  return file
}

describe('the list', () => {
  test('is newest first, page by page, and only mine', async () => {
    const ani = await shelf.person()
    await budi.kept(small(), 'budi.png')
    const made: string[] = []
    for (const n of [1, 2, 3, 4, 5]) made.unshift((await ani.kept(small(), `${n}.png`)).id)
    const first = await list(ani, '?limit=2')
    const second = await list(ani, `?limit=2&cursor=${first.nextCursor}`)
    const third = await list(ani, `?limit=2&cursor=${second.nextCursor}`)
    const seen = [first, second, third].flatMap(({ items }) => items.map(({ id }: { id: string }) => id))
    expect(seen).toEqual(made)
    expect(third.nextCursor).toBeNull()
  })

  test('can be narrowed to a kind and an origin', async () => {
    const ani = await shelf.person()
    const { id } = await ani.kept(small(), 'a.png')
    expect((await list(ani, '?kind=image&origin=upload')).items).toMatchObject([{ id }])
    expect((await list(ani, '?kind=video')).items).toEqual([])
    expect((await list(ani, '?origin=output')).items).toEqual([])
  })

  test('refuses what it does not know, naming the field', async () => {
    for (const [query, field] of [
      ['kind=pdf', 'kind'],
      ['origin=x', 'origin'],
      ['limit=101', 'limit'],
      ['limit=0', 'limit'],
      ['cursor=zzz', 'cursor'],
    ]) {
      const response = await sari.send(`/api/files?${query}`)
      expect([query, response.status]).toEqual([query, 422])
      expect((await response.json()).issues[0].path).toEqual([field])
    }
  })
})

describe("another account's files", () => {
  test('are not there: reading and deleting are 404, and nothing happens to them', async () => {
    const theirs = await budi.kept(small(), 'rahasia.png')
    for (const id of [theirs.id, newId(), 'no-id', "'; drop table assets; --"]) {
      const path = `/api/files/${encodeURIComponent(id)}`
      expect((await sari.send(path)).status).toBe(404)
      expect((await sari.send(path, { method: 'DELETE' })).status).toBe(404)
    }
    expect((await budi.send(`/api/files/${theirs.id}`)).status).toBe(200)
  })

  test('are not found among mine, nor deleted ones, nor ids that are none', async () => {
    const [mine, gone, theirs] = [
      await sari.kept(small(), 'a'),
      await sari.kept(small(), 'b'),
      await budi.kept(small(), 'c'),
    ]
    await sari.send(`/api/files/${gone.id}`, { method: 'DELETE' })
    const found = await findAssets(shelf.db, sari.accountId, [
      mine.id,
      gone.id,
      theirs.id,
      newId(),
      'x',
      mine.id,
    ])
    expect([...found.keys()]).toEqual([mine.id])
    expect(found.get(mine.id)).toMatchObject({
      kind: 'image',
      bytes: png.length,
      width: 40,
      storageKey: expect.any(String),
    })
    expect(await findAssets(shelf.db, sari.accountId, [])).toEqual(new Map())
  })
})

describe('deleting', () => {
  test('removes the file, its thumbnail, its links and its weight', async () => {
    const before = { stored: stored(), storage: await storageOf(shelf.db, sari.accountId) }
    const asset = await sari.kept(small(), 'a.png')
    expect((await storageOf(shelf.db, sari.accountId)).used).toBe(before.storage.used + png.length)
    expect((await sari.send(`/api/files/${asset.id}`, { method: 'DELETE' })).status).toBe(204)
    expect({ stored: stored(), storage: await storageOf(shelf.db, sari.accountId) }).toEqual(before)
    expect((await fetch(new URL(asset.url, shelf.base))).status).toBe(404)
    expect((await sari.send(`/api/files/${asset.id}`)).status).toBe(404)
    expect((await sari.send(`/api/files/${asset.id}`, { method: 'DELETE' })).status).toBe(404)
  })

  test('waits until no run needs the file', async () => {
    const asset = await sari.kept(small(), 'a.png')
    const run = newId()
    const use = async (accountId: string, ids: string[]) =>
      (
        await shelf.db`
          select use_files(array[row(${run}::uuid, ${accountId}::uuid, ${shelf.db.array(ids, 'UUID')}::uuid[])::file_wish]) = '{}' as used`
      )[0].used
    expect(await use(budi.accountId, [asset.id])).toBe(false)
    expect(await use(sari.accountId, [asset.id, newId()])).toBe(false)
    expect(await use(sari.accountId, [asset.id, asset.id])).toBe(true)
    const refused = await sari.send(`/api/files/${asset.id}`, { method: 'DELETE' })
    expect([refused.status, (await refused.json()).code]).toEqual([409, 'in_use'])
    await shelf.db`select release_assets(${run})`
    expect((await sari.send(`/api/files/${asset.id}`, { method: 'DELETE' })).status).toBe(204)
    expect(await use(sari.accountId, [asset.id])).toBe(false)
  })

  test('bytes that could not be removed at once are removed later', async () => {
    const asset = await sari.kept(small(), 'a.png')
    const kept = stored()
    const broken = { ...shelf.platform.storage, delete: () => Promise.reject(new Error('down')) }
    await shelf.db`select delete_asset(${sari.accountId}, ${asset.id})`
    expect(await sweepLooseKeys({ ...shelf.platform, storage: broken })).toBe(0)
    expect(stored()).toEqual(kept)
    await shelf.db`update loose_keys set due_at = now()`
    expect(await sweepLooseKeys(shelf.platform)).toBe(2)
    expect(stored().some((path) => path.includes(asset.id))).toBe(false)
  })

  test('a whole account takes its bytes along', async () => {
    const ani = await shelf.person()
    const asset = await ani.kept(small(), 'a.png')
    await shelf.db`delete from users where id = ${ani.accountId}`
    await shelf.db`delete from accounts where id = ${ani.accountId}`
    await sweepLooseKeys(shelf.platform)
    expect(stored().some((path) => path.includes(asset.id))).toBe(false)
  })
})

describe('storage', () => {
  test('a full account is told how full, and nothing is kept', async () => {
    const ani = await shelf.person({ storageLimit: png.length * 2 })
    await ani.kept(small(), '1.png')
    await ani.kept(small(), '2.png')
    const before = stored()
    const response = await ani.upload(small(), '3.png')
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({
      code: 'storage_full',
      used: png.length * 2,
      limit: png.length * 2,
      bytes: png.length,
    })
    expect(stored()).toEqual(before)
    expect(await storageOf(shelf.db, ani.accountId)).toEqual({ used: png.length * 2, limit: png.length * 2 })
  })

  test('twelve uploads race for room for five: five are kept', async () => {
    const ani = await shelf.person({ storageLimit: png.length * 5 })
    const before = stored().length
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => ani.upload(small(), `${n}.png`)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 413)).toHaveLength(7)
    expect(await storageOf(shelf.db, ani.accountId)).toEqual({ used: png.length * 5, limit: png.length * 5 })
    expect(stored()).toHaveLength(before + 10)
  })
})

describe('trouble on the way', () => {
  test('a store that fails half-way keeps nothing, and no row', async () => {
    const file = await copyOf(clips.bottle)
    const before = stored()
    const failing = {
      ...shelf.platform.storage,
      put: (key: string, file: string, type: string) =>
        key.startsWith('originals')
          ? Promise.reject(new Error('down'))
          : shelf.platform.storage.put(key, file, type),
    }
    const arrived = { file, name: 'a.mp4', accountId: sari.accountId, id: newId() }
    await expect(ingest({ ...shelf.platform, storage: failing }, arrived)).rejects.toThrow('down')
    expect(stored()).toEqual(before)
    expect(await findAssets(shelf.db, sari.accountId, [arrived.id])).toEqual(new Map())
    const kept = await ingest(shelf.platform, arrived)
    expect(kept.id).toBe(arrived.id)
  })

  test('bytes of a process that died before its commit are swept, and cannot be kept afterwards', async () => {
    const before = stored()
    const output = await keepOutput(shelf.platform, { file: await copyOf(clips.bottle), name: 'a.mp4' })
    expect(stored()).toHaveLength(before.length + 2)
    expect(await sweepLooseKeys(shelf.platform)).toBe(0)
    await shelf.db`update loose_keys set due_at = now(), condemned_at = now() where key = ${output.storageKey}`
    await expect(
      shelf.db`select keep_asset(${sari.accountId}, 'output', ${JSON.stringify(output)}::text::jsonb)`.execute(),
    ).rejects.toThrow('swept')
    await shelf.db`update loose_keys set due_at = now()`
    await sweepLooseKeys(shelf.platform)
    expect(stored()).toEqual(before)
  })

  test('what crashes leave in the upload folder goes after a day', async () => {
    const folder = join(shelf.config.data, 'uploads')
    const [old, young] = [join(folder, 'old.part'), join(folder, 'young.part')]
    await Promise.all([Bun.write(old, 'x'), Bun.write(young, 'x')])
    const yesterday = new Date(Date.now() - 25 * 3600 * 1000)
    await utimes(old, yesterday, yesterday)
    await sweepUploads(shelf.platform)
    expect([await Bun.file(old).exists(), await Bun.file(young).exists()]).toEqual([false, true])
  })
})

describe('a result', () => {
  test('is measured, stored with a thumbnail, and its owner’s by one call', async () => {
    const output = await keepOutput(shelf.platform, { file: await copyOf(clips.car), name: 'hasil 1.mp4' })
    await shelf.db`select keep_asset(${sari.accountId}, 'output', ${JSON.stringify(output)}::text::jsonb)`
    expect(
      await shelf.db`select key from loose_keys where key in (${output.storageKey}, ${output.thumbnailKey})`,
    ).toEqual([])
    expect(await (await sari.send(`/api/files/${output.id}`)).json()).toMatchObject({
      name: 'hasil 1.mp4',
      origin: 'output',
      kind: 'video',
      type: 'video/mp4',
      width: 768,
      hasAudio: true,
      thumbnailUrl: expect.any(String),
    })
  })

  test('is kept even when its owner has no room left, for it is owed', async () => {
    const ani = await shelf.person({ storageLimit: 0 })
    const output = await keepOutput(shelf.platform, { file: await copyOf(clips.bottle), name: 'a.mp4' })
    await shelf.db`select keep_asset(${ani.accountId}, 'output', ${JSON.stringify(output)}::text::jsonb)`
    expect((await storageOf(shelf.db, ani.accountId)).used).toBe(output.bytes)
  })

  test('that nobody may keep is discarded whole', async () => {
    const before = stored()
    const output = await keepOutput(shelf.platform, { file: await copyOf(clips.bottle), name: 'a.mp4' })
    await discard(shelf.platform.storage, [output.storageKey, output.thumbnailKey])
    expect(stored()).toEqual(before)
  })
})
