import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'

export const media = join(import.meta.dir, '../media')

// biome-ignore lint/suspicious/noExplicitAny: answers from outside are judged by what the test expects of them
type Answer = { status: number; headers: Headers; body: any; text: string }

/** Somebody talking to Lumiku over HTTP, signed in or not. */
export interface Client {
  token: string | null
  email: string
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  request(method: string, path: string, init?: RequestInit): Promise<Answer>
  upload(file: string, name?: string): Promise<Answer>
}

export function stranger(url: string): Client {
  return client(url, null, '')
}

let people = 0

/** Signs up somebody new. */
export async function signUp(
  url: string,
  email = `someone-${process.pid}-${Date.now()}-${people++}@example.test`,
): Promise<Client> {
  const answer = await stranger(url).post('/api/auth/sign-up/email', {
    email,
    password: 'rahasia-banget',
    name: 'Sari',
  })
  if (answer.status !== 200) throw new Error(`sign-up answered ${answer.status} ${answer.text}`)
  return client(url, answer.body.token, email)
}

function client(url: string, token: string | null, email: string): Client {
  async function request(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = new Headers(init.headers)
    if (token) headers.set('authorization', `Bearer ${token}`)
    const response = await fetch(url + path, { ...init, method, headers })
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json')
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: json && text ? JSON.parse(text) : null,
    }
  }
  return {
    token,
    email,
    request,
    get: (path, headers) => request('GET', path, { headers }),
    post: (path, body, headers = {}) =>
      request('POST', path, {
        headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
    async upload(file, name = basename(file)) {
      const form = new FormData()
      form.set('file', new File([await readFile(file)], name))
      return request('POST', '/api/files', { body: form })
    },
  }
}

/** Reads server-sent events until `until` says so, or the stream ends. */
export async function readEvents(
  who: Client,
  url: string,
  until: (event: { id: string; event: string; data: Record<string, unknown> }) => boolean,
  headers: Record<string, string> = {},
): Promise<{ id: string; event: string; data: Record<string, unknown> }[]> {
  const gone = new AbortController()
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${who.token}`, ...headers },
    signal: gone.signal,
  })
  if (!response.ok || !response.body) throw new Error(`events answered ${response.status}`)
  const events: { id: string; event: string; data: Record<string, unknown> }[] = []
  let rest = ''
  try {
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + chunk).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const fields = Object.fromEntries(
          block
            .split('\n')
            .filter((line) => !line.startsWith(':'))
            .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
        )
        if (!fields.data) continue
        const event = { id: fields.id ?? '', event: fields.event ?? 'message', data: JSON.parse(fields.data) }
        events.push(event)
        if (until(event)) return events
      }
    }
    return events
  } finally {
    gone.abort()
  }
}
