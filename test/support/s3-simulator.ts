import { randomUUID } from 'node:crypto'
import { escapeXml, refusal, xml } from './s3/answers.ts'
import { type Credentials, whyUnsigned } from './s3/verify-signature.ts'

interface Stored {
  body: Uint8Array<ArrayBuffer>
  type: string
  etag: string
}

interface Multipart {
  key: string
  type: string
  parts: Map<number, Stored>
}

export interface S3Simulator {
  settings: Credentials & { endpoint: string; bucket: string }
  /** What is stored, by key. */
  objects: Map<string, Stored>
  /** Multipart uploads that were neither completed nor aborted. */
  multiparts: Map<string, Multipart>
  /** `METHOD path?query` of every request, refused ones too. */
  requests: string[]
  /** Answers the next requests that match with this status instead, so many times. */
  fail(match: RegExp, status: number, times?: number): void
  /** Forgets every failure still ordered. */
  heal(): void
  stop(): Promise<void>
}

const smallestPart = 5 * 1024 * 1024

/**
 * An S3 server in memory, path style: PUT, ranged GET, HEAD, DELETE, list, multipart. Signatures (version 4, in the header) are
 * recomputed from what arrived and a wrong one is refused, as are wrong checksums, parts that are too small and unknown buckets.
 */
export function startS3Simulator({ bucket = 'lumiku', region = 'ap-southeast-3' } = {}): S3Simulator {
  const credentials = { accessKeyId: 'SIMULATEDKEY', secretAccessKey: randomUUID(), region }
  const objects = new Map<string, Stored>()
  const multiparts = new Map<string, Multipart>()
  const requests: string[] = []
  const faults: { match: RegExp; status: number; left: number }[] = []

  const server = Bun.serve({ port: 0, hostname: '127.0.0.1', maxRequestBodySize: 2 ** 33, fetch: answer })

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url)
    const line = `${request.method} ${url.pathname}${url.search}`
    requests.push(line)
    const body = await request.bytes()
    const fault = faults.find((each) => each.left > 0 && each.match.test(line))
    if (fault) {
      fault.left--
      return refusal(fault.status, fault.status === 503 ? 'SlowDown' : 'InternalError', 'As ordered')
    }
    const why = whyUnsigned(request, body, credentials)
    if (why) return refusal(403, why === 'skew' ? 'RequestTimeTooSkewed' : 'SignatureDoesNotMatch', why)
    const [name, ...path] = decodeURIComponent(url.pathname).slice(1).split('/')
    if (name !== bucket) return refusal(404, 'NoSuchBucket', 'The specified bucket does not exist')
    const key = path.join('/')
    return key ? onObject(request, url.searchParams, key, body) : list(url.searchParams)
  }

  function onObject(
    request: Request,
    query: URLSearchParams,
    key: string,
    body: Uint8Array<ArrayBuffer>,
  ): Response {
    const uploadId = query.get('uploadId')
    switch (request.method) {
      case 'PUT':
        return uploadId ? putPart(uploadId, Number(query.get('partNumber')), body) : put(request, key, body)
      case 'POST':
        return uploadId ? complete(uploadId, new TextDecoder().decode(body)) : begin(request, query, key)
      case 'DELETE':
        if (uploadId)
          return multiparts.delete(uploadId) ? new Response(null, { status: 204 }) : noSuchUpload()
        objects.delete(key)
        return new Response(null, { status: 204 })
      case 'GET':
      case 'HEAD':
        return get(request, key)
      default:
        return refusal(405, 'MethodNotAllowed', request.method)
    }
  }

  function put(request: Request, key: string, body: Uint8Array<ArrayBuffer>): Response {
    const stored = keep(body, request.headers.get('content-type'))
    objects.set(key, stored)
    return new Response(null, { headers: { ETag: stored.etag } })
  }

  function begin(request: Request, query: URLSearchParams, key: string): Response {
    if (!query.has('uploads')) return refusal(400, 'InvalidRequest', 'POST needs ?uploads or ?uploadId')
    const id = randomUUID()
    multiparts.set(id, {
      key,
      type: request.headers.get('content-type') ?? 'binary/octet-stream',
      parts: new Map(),
    })
    return xml(
      `<InitiateMultipartUploadResult><Bucket>${bucket}</Bucket><Key>${escapeXml(key)}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
    )
  }

  function putPart(uploadId: string, number: number, body: Uint8Array<ArrayBuffer>): Response {
    const upload = multiparts.get(uploadId)
    if (!upload) return noSuchUpload()
    if (!(number >= 1 && number <= 10_000)) return refusal(400, 'InvalidArgument', 'Part number')
    const part = keep(body, null)
    upload.parts.set(number, part)
    return new Response(null, { headers: { ETag: part.etag } })
  }

  function complete(uploadId: string, order: string): Response {
    const upload = multiparts.get(uploadId)
    if (!upload) return noSuchUpload()
    const named = [...order.matchAll(/<Part>.*?<\/Part>/gs)].map(([part]) => ({
      number: Number(part.match(/<PartNumber>(\d+)</)?.[1]),
      etag: part.match(/<ETag>(.*?)<\/ETag>/)?.[1]?.replaceAll('&quot;', '"') ?? '',
    }))
    if (named.length === 0) return refusal(400, 'MalformedXML', 'No parts')
    if (named.some((part, n) => n > 0 && part.number <= (named[n - 1]?.number ?? 0)))
      return refusal(400, 'InvalidPartOrder', 'Parts must come in order')
    const parts: Stored[] = []
    for (const { number, etag } of named) {
      const part = upload.parts.get(number)
      if (!part || part.etag.replaceAll('"', '') !== etag.replaceAll('"', ''))
        return refusal(400, 'InvalidPart', `Part ${number}`)
      parts.push(part)
    }
    if (parts.slice(0, -1).some((part) => part.body.length < smallestPart))
      return refusal(400, 'EntityTooSmall', 'A part is smaller than 5 MiB')
    const stored = keep(new Uint8Array(Buffer.concat(parts.map((part) => part.body))), upload.type)
    objects.set(upload.key, stored)
    multiparts.delete(uploadId)
    return xml(
      `<CompleteMultipartUploadResult><Key>${escapeXml(upload.key)}</Key><ETag>${escapeXml(stored.etag)}</ETag></CompleteMultipartUploadResult>`,
    )
  }

  function get(request: Request, key: string): Response {
    const found = objects.get(key)
    if (!found)
      return refusal(404, 'NoSuchKey', 'The specified key does not exist.', request.method === 'HEAD')
    const headers = {
      ETag: found.etag,
      'Content-Type': found.type,
      'Accept-Ranges': 'bytes',
      'Last-Modified': new Date().toUTCString(),
    }
    const size = found.body.length
    const range = request.headers.get('range')?.match(/^bytes=(\d*)-(\d*)$/)
    if (!range || (!range[1] && !range[2])) return reply(request, 200, found.body, headers)
    const start = range[1] ? Number(range[1]) : Math.max(0, size - Number(range[2]))
    const end = range[1] && range[2] ? Math.min(Number(range[2]), size - 1) : size - 1
    if (start >= size || end < start)
      return refusal(416, 'InvalidRange', 'The requested range is not satisfiable')
    return reply(request, 206, found.body.subarray(start, end + 1), {
      ...headers,
      'Content-Range': `bytes ${start}-${end}/${size}`,
    })
  }

  function reply(
    request: Request,
    status: number,
    body: Uint8Array<ArrayBuffer>,
    headers: Record<string, string>,
  ) {
    const sent = request.method === 'HEAD' ? null : body
    return new Response(sent, { status, headers: { ...headers, 'Content-Length': String(body.length) } })
  }

  function list(query: URLSearchParams): Response {
    const most = Number(query.get('max-keys') ?? 1000)
    const keys = [...objects.keys()].filter((key) => key.startsWith(query.get('prefix') ?? '')).sort()
    const contents = keys.slice(0, most).map((key) => `<Contents><Key>${escapeXml(key)}</Key></Contents>`)
    return xml(
      `<ListBucketResult><Name>${bucket}</Name><KeyCount>${contents.length}</KeyCount><MaxKeys>${most}</MaxKeys><IsTruncated>${keys.length > most}</IsTruncated>${contents.join('')}</ListBucketResult>`,
    )
  }

  return {
    settings: { ...credentials, endpoint: server.url.origin, bucket },
    objects,
    multiparts,
    requests,
    fail: (match, status, times = 1) => void faults.push({ match, status, left: times }),
    heal: () => void faults.splice(0),
    stop: () => server.stop(true),
  }
}

function keep(body: Uint8Array<ArrayBuffer>, type: string | null): Stored {
  const etag = `"${new Bun.CryptoHasher('md5').update(body).digest('hex')}"`
  return { body, type: type ?? 'binary/octet-stream', etag }
}

function noSuchUpload(): Response {
  return refusal(404, 'NoSuchUpload', 'The specified multipart upload does not exist.')
}
