import { constants } from 'node:fs'
import { access, copyFile, mkdir, open, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { newId } from '../ids.ts'
import { checkKey } from './check-key.ts'
import { portions } from './portions.ts'
import type { Storage } from './storage.ts'

/** Files in one folder. A key is either wholly there or not at all, also after a power cut. */
export function openDisk(folder: string): Storage {
  const at = (key: string) => join(folder, checkKey(key))
  return {
    async put(key, file) {
      const target = at(key)
      await mkdir(dirname(target), { recursive: true })
      await flush(file)
      try {
        await rename(file, target)
      } catch (error) {
        if (!isCode(error, 'EXDEV')) throw error
        await bringOver(file, target)
      }
      await flush(dirname(target))
    },
    async write(key, chunks) {
      const target = at(key)
      await mkdir(dirname(target), { recursive: true })
      try {
        await fill(partOf(target), chunks)
        await rename(partOf(target), target)
      } catch (error) {
        await rm(partOf(target), { force: true })
        throw error
      }
      await flush(dirname(target))
    },
    read(key, range) {
      const file = Bun.file(at(key))
      return (range ? file.slice(range.start, range.end + 1) : file).stream()
    },
    async size(key) {
      const found = await stat(at(key)).catch(nothing)
      return found?.isFile() ? found.size : null
    },
    async local(key) {
      await access(at(key), constants.R_OK)
      return at(key)
    },
    async delete(key) {
      await rm(at(key), { force: true })
      await rm(partOf(at(key)), { force: true })
    },
    async free() {
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize
    },
    async check() {
      await mkdir(folder, { recursive: true })
      await access(folder, constants.W_OK)
    },
  }
}

const partOf = (target: string) => `${target}.part`

const portionBytes = 4 << 20
const flushEvery = 64 << 20

/** Flushed as it grows: otherwise gigabytes wait in memory, and the end takes as long as the whole. */
async function fill(path: string, chunks: AsyncIterable<Uint8Array>) {
  const file = await open(path, 'w')
  try {
    let unflushed = 0
    for await (const portion of portions(chunks, portionBytes)) {
      await file.writeFile(portion)
      unflushed += portion.length
      if (unflushed < flushEvery) continue
      await file.datasync()
      unflushed = 0
    }
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The file lies on another disk, where renaming cannot reach: copied beside its place first. */
async function bringOver(file: string, target: string) {
  const beside = `${target}.${newId()}`
  try {
    await copyFile(file, beside)
    await flush(beside)
    await rename(beside, target)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  await rm(file, { force: true })
}

async function flush(path: string) {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function nothing(error: unknown): null {
  if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR')) return null
  throw error
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
