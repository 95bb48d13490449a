import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

export interface Credentials {
  accessKeyId: string
  secretAccessKey: string
  region: string
}

/**
 * Recomputes an AWS Signature Version 4 given in the Authorization header from the request as it arrived. Null when it is right,
 * otherwise what is wrong with it.
 */
export function whyUnsigned(request: Request, body: Uint8Array, credentials: Credentials): string | null {
  const given = parse(request.headers.get('authorization') ?? '')
  if (!given) return 'no AWS4-HMAC-SHA256 Authorization header'
  const [accessKeyId, date, region, service, end] = given.scope
  if (accessKeyId !== credentials.accessKeyId) return 'unknown access key'
  if (region !== credentials.region || service !== 's3' || end !== 'aws4_request') return 'wrong scope'

  const time = request.headers.get('x-amz-date') ?? ''
  if (!/^\d{8}T\d{6}Z$/.test(time) || !time.startsWith(date ?? '-')) return 'wrong date'
  if (Math.abs(Date.now() - parseTime(time)) > 15 * 60_000) return 'skew'

  const needed = ['host', ...[...request.headers.keys()].filter((name) => name.startsWith('x-amz-'))]
  const unsigned = needed.filter((name) => !given.headers.includes(name))
  if (unsigned.length > 0) return `not signed: ${unsigned.join(', ')}`

  const payload = request.headers.get('x-amz-content-sha256') ?? ''
  if (payload !== 'UNSIGNED-PAYLOAD' && payload !== sha256(body)) return 'payload hash differs'

  const canonical = [
    request.method,
    canonicalPath(new URL(request.url).pathname),
    canonicalQuery(new URL(request.url).searchParams),
    ...given.headers.map((name) => `${name}:${(request.headers.get(name) ?? '').trim().replace(/ +/g, ' ')}`),
    '',
    given.headers.join(';'),
    payload,
  ].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', time, [date, region, service, end].join('/'), sha256(canonical)].join(
    '\n',
  )
  const key = [date, region, service, end].reduce<string | Buffer>(
    (secret, part) => hmac(secret, part ?? ''),
    `AWS4${credentials.secretAccessKey}`,
  )
  const expected = hmac(key, toSign)
  const actual = Buffer.from(given.signature, 'hex')
  return actual.length === expected.length && timingSafeEqual(actual, expected) ? null : 'signature differs'
}

function parse(header: string) {
  const match = header.match(
    /^AWS4-HMAC-SHA256\s+Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]+)$/,
  )
  if (!match) return null
  return { scope: match[1]?.split('/') ?? [], headers: match[2]?.split(';') ?? [], signature: match[3] ?? '' }
}

function canonicalPath(path: string): string {
  return path
    .split('/')
    .map((part) => encode(decodeURIComponent(part)))
    .join('/')
}

function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&')
}

/** RFC 3986: everything but the unreserved. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function parseTime(time: string): number {
  return Date.parse(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest()
}
