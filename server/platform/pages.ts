import { join, normalize } from 'node:path'
import { Hono } from 'hono'

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
  return new Hono().get('/*', async (c) => {
    const asked = normalize(decodeURIComponent(c.req.path)).replace(/^(\.\.(\/|$))+/, '')
    const file = Bun.file(join(dist, asked))
    if (asked !== '/' && (await file.exists())) {
      const hashed = asked.startsWith('/assets/')
      return sendFile(file, {
        'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
      })
    }
    const page = Bun.file(join(dist, 'index.html'))
    if (!(await page.exists())) return c.text('The pages are not built yet: ./lumiku start builds them.', 503)
    return sendFile(page, { 'cache-control': 'no-cache', 'content-security-policy': policy })
  })
}

function sendFile(file: Bun.BunFile, headers: Record<string, string>): Response {
  return new Response(file, { headers: { 'content-type': file.type, ...headers } })
}
