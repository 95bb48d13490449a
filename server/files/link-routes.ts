import { Hono } from 'hono'
import type { Env } from '#server/platform/http.ts'
import { isId } from '#server/platform/ids.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { contentDisposition } from './content-disposition.ts'
import { contract } from './contract.ts'
import { openLink, type Variant } from './link.ts'
import { type Bytes, openBytes } from './open-bytes.ts'
import { readRange } from './range.ts'
import type { AssetRow } from './rows.ts'

/**
 * `/files/:id/:name?e&s`: a signed link, opened without a session. Ranges, HEAD and revalidation as a video element needs them;
 * `download=1` saves instead of showing. A link that is wrong, over, or of a deleted file is 404 alike.
 */
export function linkRoutes(platform: Pick<Platform, 'config' | 'db' | 'storage'>) {
  const { config, db, storage } = platform
  return new Hono<Env>().get('/:id/:name', contract.open, async (c) => {
    const { e: expires = '', s: signature = '', download } = c.req.query()
    const id = c.req.param('id')
    const link = openLink(config.secret, { id, expires, signature }, Date.now())
    const found = link && isId(id) ? await findLinked(db, id, link.variant) : null
    if (!link || !found) throw new Problem('not_found', { detail: 'This link is wrong or has expired' })

    const { asset, key, type } = found
    const form =
      asset.packing && link.variant === 'original' && c.req.query('form') === 'compact'
        ? 'compact'
        : 'expanded'
    const etag = form === 'compact' ? found.etag.replace(/"$/, '-compact"') : found.etag
    const headers: Record<string, string> = {
      'accept-ranges': 'bytes',
      'cache-control': `private, max-age=${link.secondsLeft}, immutable`,
      'content-disposition': contentDisposition(
        download ? 'attachment' : 'inline',
        nameOf(asset, link.variant),
      ),
      'content-security-policy': 'sandbox',
      'x-content-type-options': 'nosniff',
      etag,
    }
    if (matches(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers)

    const packing = link.variant === 'original' ? asset.packing : null
    const stored = link.variant === 'original' ? Number(asset.bytes) : await storage.size(key)
    if (stored === null) throw new Error(`no bytes under ${key}`)
    const bytes = await openBytes(storage, { key, size: stored, packing }, form)
    const { size } = bytes
    const condition = c.req.header('if-range')
    const range = readRange(condition && condition !== etag ? undefined : c.req.header('range'), size)
    if (range === 'unsatisfiable')
      return c.body(null, 416, {
        ...headers,
        'cache-control': 'no-store',
        'content-range': `bytes */${size}`,
      })

    const whole = range === 'whole'
    const { start, end } = whole ? { start: 0, end: size - 1 } : portionOf(range, c.req.raw, bytes)
    headers['content-type'] = type
    headers['content-length'] = String(end - start + 1)
    if (!whole) headers['content-range'] = `bytes ${start}-${end}/${size}`
    const status = whole ? 200 : 206
    if (c.req.method === 'HEAD') return c.body(null, status, headers)
    const body = bytes.read(whole ? undefined : { start, end })
    // Bun sends what is computed on the way in chunks and leaves the length out; what is short is gathered, so that it has one.
    const short = bytes.computed && end - start < gatheredBytes[form]
    return c.body(short ? await new Response(body).arrayBuffer() : body, status, headers)
  })
}

/** Twelve hours of an ordinary loop fit into the small form's. */
const gatheredBytes = { expanded: 8 << 20, compact: 24 << 20 }

/**
 * A player that asks for the rest of a computed film gets as much of it as can be gathered, and so with its length, which some players insist on: they
 * ask on from where an answer ends, as a part may be shorter than what was asked for (RFC 9110 §15.3.7). Who downloads, or says where to end, gets
 * all that was asked for.
 */
function portionOf({ start, end }: { start: number; end: number }, { headers }: Request, bytes: Bytes) {
  const plays = /^(video|audio)$/.test(headers.get('sec-fetch-dest') ?? '')
  const asksOn = bytes.computed && plays && /-\s*$/.test(headers.get('range') ?? '')
  return { start, end: asksOn ? Math.min(end, start + gatheredBytes.expanded - 1) : end }
}

async function findLinked(db: Platform['db'], id: string, variant: Variant) {
  const [asset]: AssetRow[] = await db`select * from assets where id = ${id} and deleted_at is null`
  if (!asset) return null
  if (variant === 'original')
    return { asset, key: asset.storage_key, type: asset.type, etag: `"${asset.sha256}"` }
  if (!asset.thumbnail_key) return null
  return { asset, key: asset.thumbnail_key, type: 'image/webp', etag: `"${asset.sha256}-thumbnail"` }
}

function nameOf(asset: AssetRow, variant: Variant): string {
  return variant === 'original' ? asset.name : `${asset.name}.webp`
}

function matches(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').some((each) => ['*', etag].includes(each.trim().replace(/^W\//, '')))
}
