import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { S3Client } from 'bun'
import type { Config } from '../config.ts'
import { newId } from '../ids.ts'
import { checkKey } from './check-key.ts'
import { portions } from './portions.ts'
import type { Storage } from './storage.ts'

const partSize = 8 * 1024 * 1024

/** A bucket of an S3-compatible store. Large files travel in parts, so memory stays flat whatever their size. */
export function openS3(settings: NonNullable<Config['s3']>): Storage {
  const client = new S3Client(settings)
  const at = (key: string) => client.file(checkKey(key))
  return {
    async put(key, file, type) {
      await upload(client, checkKey(key), file, type)
      await rm(file, { force: true })
    },
    async write(key, chunks, type) {
      await send(client, checkKey(key), portions(chunks, partSize), type)
    },
    read(key, range) {
      const file = at(key)
      return (range ? file.slice(range.start, range.end + 1) : file).stream()
    },
    async size(key) {
      try {
        return (await at(key).stat()).size
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
    async local(key, folder) {
      const copy = join(folder, checkKey(key).replaceAll('/', '-'))
      if (await Bun.file(copy).exists()) return copy
      await mkdir(folder, { recursive: true })
      const beside = `${copy}.${newId()}`
      try {
        await Bun.write(beside, new Response(at(key).stream()))
        await rename(beside, copy)
      } catch (error) {
        await rm(beside, { force: true })
        throw error
      }
      return copy
    },
    async delete(key) {
      await at(key).delete()
    },
    free: async () => null,
    async check() {
      await client.list({ maxKeys: 1 })
    },
  }
}

async function upload(client: S3Client, key: string, file: string, type: string) {
  const source = Bun.file(file)
  if (source.size <= partSize) {
    await client.write(key, await source.bytes(), { type })
    return
  }
  await send(client, key, source.stream(), type)
}

async function send(client: S3Client, key: string, chunks: AsyncIterable<Uint8Array>, type: string) {
  const writer = client.file(key).writer({ type, partSize, queueSize: 4, retry: 3 })
  try {
    for await (const chunk of chunks) {
      writer.write(chunk)
      await writer.flush()
    }
  } catch (error) {
    // There is no other way to end a writer that has begun: what it makes is taken away.
    await Promise.resolve(writer.end())
      .then(() => client.delete(key))
      .catch(() => {})
    throw error
  }
  await writer.end()
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'NoSuchKey'
}
