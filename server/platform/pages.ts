import { join, normalize } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip as gzipCompress } from 'node:zlib'
import { Hono } from 'hono'

const brotli = promisify(brotliCompress)
const gzip = promisify<Uint8Array, { level: number }, Buffer>(gzipCompress)

const dist = join(import.meta.dir, '../../web/dist')
const policy = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "frame-ancestors 'self'",
  "base-uri 'self'",
  "object-src 'none'",
].join('; ')

/** The built pages. Hashed files are kept for a year; every address that is not a file is the application itself. */
export function pages() {
  const smaller = smallerForms()
  return new Hono().get('/*', async (c) => {
    const asked = normalize(decodeURIComponent(c.req.path)).replace(/^(\.\.(\/|$))+/, '')
    const accepts = c.req.header('accept-encoding') ?? ''
    const file = Bun.file(join(dist, asked))
    if (asked !== '/' && (await file.exists())) {
      const hashed = asked.startsWith('/assets/')
      const cache = hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600'
      return send(file, accepts, { 'cache-control': cache })
    }
    // A tab from before an update asks for parts that are gone: it must hear so, not be handed a page instead of a script.
    if (asked.startsWith('/assets/')) return c.notFound()
    const page = Bun.file(join(dist, 'index.html'))
    if (!(await page.exists())) return c.text('The pages are not built yet: ./lumiku start builds them.', 503)
    return send(page, accepts, { 'cache-control': 'no-cache', 'content-security-policy': policy })
  })

  async function send(
    file: Bun.BunFile,
    accepts: string,
    headers: Record<string, string>,
  ): Promise<Response> {
    const small = await smaller(file, accepts)
    if (!small) return new Response(file, { headers: { 'content-type': file.type, ...headers } })
    const encoding = { 'content-encoding': small.encoding, vary: 'accept-encoding' }
    return new Response(small.bytes, { headers: { 'content-type': file.type, ...encoding, ...headers } })
  }
}

/** Compressed forms of the pages' text, made when first asked for and kept: a few megabytes for as long as the process lives. */
function smallerForms() {
  const made = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()
  return async (file: Bun.BunFile, accepts: string) => {
    const encoding = /\bbr\b/.test(accepts) ? 'br' : /\bgzip\b/.test(accepts) ? 'gzip' : null
    if (!encoding || file.size < 1024 || !/^text\/|javascript|json|svg|wasm/.test(file.type)) return null
    const key = `${file.name} ${file.lastModified} ${encoding}`
    const bytes = made.get(key) ?? compressed(file, encoding)
    made.set(key, bytes)
    return { encoding, bytes: await bytes }
  }
}

async function compressed(file: Bun.BunFile, encoding: 'br' | 'gzip'): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await file.bytes()
  const small =
    encoding === 'br'
      ? await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
      : await gzip(bytes, { level: 9 })
  return new Uint8Array(small)
}
