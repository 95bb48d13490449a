import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy'
import { invalid, Problem } from '#server/platform/problem.ts'

/** Room for the boundary and the part's own headers. */
const wrapping = 16 * 1024

/**
 * Streams the one `file` of a multipart body to a local path and says what it is called. Refuses with 413 over the limit, 422 for
 * fields it does not know, no file or more than one, 400 for a body that breaks off; then the path is empty again.
 */
export async function receiveMultipart(request: Request, path: string, limit: number): Promise<string> {
  const type = request.headers.get('content-type') ?? ''
  if (!request.body || !/^multipart\/form-data\b/i.test(type))
    throw invalid(['file'], 'Send one file as multipart/form-data')
  if (Number(request.headers.get('content-length') ?? 0) > limit + wrapping) throw tooLarge(limit)
  await mkdir(dirname(path), { recursive: true })
  try {
    return await receive(request.body, type, path, limit)
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

async function receive(body: ReadableStream, type: string, path: string, limit: number): Promise<string> {
  const parser = openParser(type, limit)
  const stop = new AbortController()
  let refusal: Problem | undefined
  const refuse = (problem: Problem) => {
    refusal ??= problem
    stop.abort()
  }

  let name: string | undefined
  let written: Promise<void> = Promise.resolve()
  parser.on('file', (field, stream, filename) => {
    if (field !== 'file') return refuse(invalid([field], 'Unknown field'))
    if (name !== undefined) return refuse(invalid(['file'], 'Send exactly one file'))
    name = plainName(filename) || 'file'
    stream.on('limit', () => refuse(tooLarge(limit)))
    written = pipeline(stream, createWriteStream(path), { signal: stop.signal })
    written.catch((error) => parser.destroy(error))
  })
  parser.on('field', (field) =>
    refuse(invalid([field], field === 'file' ? 'This must be a file' : 'Unknown field')),
  )

  try {
    await pipeline(body, parser, { signal: stop.signal })
    await written
  } catch (error) {
    stop.abort()
    await written.catch(() => {})
    if (refusal) throw refusal
    if (isFromDisk(error)) throw error
    throw new Problem('bad_request', { detail: 'The body breaks off or is not well-formed multipart' })
  }
  if (refusal) throw refusal
  if (name === undefined) throw invalid(['file'], 'A file is needed')
  return name
}

/** Browsers write these three, and only these, as escapes in a part's name (HTML, multipart/form-data encoding). */
function plainName(name = ''): string {
  return name.replaceAll('%22', '"').replace(/%0d|%0a/gi, ' ')
}

function openParser(type: string, limit: number): BusboyInstance {
  try {
    const headers: BusboyHeaders = { 'content-type': type }
    return new Busboy({ headers, preservePath: true, limits: { fileSize: limit, fieldSize: 1024 } })
  } catch {
    throw new Problem('bad_request', { detail: 'The multipart boundary is missing' })
  }
}

function tooLarge(limit: number): Problem {
  return new Problem('payload_too_large', {
    detail: `Files over ${limit} bytes go through the resumable upload`,
    limit,
  })
}

function isFromDisk(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}
