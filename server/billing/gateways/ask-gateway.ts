import type { Log } from '#server/platform/log.ts'
import { GatewayError, type GatewayErrorCode } from './gateway.ts'

export interface Question {
  method?: 'GET' | 'POST'
  url: string
  headers?: Record<string, string>
  body?: unknown
  /** How often it may be asked, for what does no harm when it is asked again. Default: once. */
  tries?: number
  /** What a refusal of this status and words means, where the gateway's own words say more than the status. */
  meaning?: (status: number, words: string) => Meaning | undefined
}

export interface Meaning {
  code: GatewayErrorCode
  retryable: boolean
}

/** Milliseconds: for one try, for all of them, and before the second one (then twice as long). All fit inside one request of ours. */
export interface Patience {
  tryMs: number
  allMs: number
  waitMs: number
}

export const ordinaryPatience: Patience = { tryMs: 8000, allMs: 12_000, waitMs: 300 }

export interface Asker {
  gateway: string
  log: Log
  patience: Patience
  /** Cut out of whatever a gateway says before it reaches an error or a log. */
  secrets: string[]
}

/** Asks a gateway and resolves to the JSON of its 2xx answer. Throws GatewayError for everything else, and never hangs. */
export async function askGateway(asker: Asker, question: Question): Promise<unknown> {
  const { patience, gateway, log } = asker
  const end = performance.now() + patience.allMs
  for (let tried = 1; ; tried++) {
    try {
      return await askOnce(asker, question, Math.min(patience.tryMs, end - performance.now()))
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error
      const wait = patience.waitMs * 2 ** (tried - 1) * (0.75 + Math.random() / 2)
      const again =
        error.retryable &&
        error.code !== 'rate_limited' &&
        tried < (question.tries ?? 1) &&
        performance.now() + wait < end
      log.warn(
        { gateway, path: new URL(question.url).pathname, code: error.code, detail: error.message, again },
        'a gateway gave no good answer',
      )
      if (!again) throw error
      await Bun.sleep(wait)
    }
  }
}

async function askOnce(asker: Asker, question: Question, withinMs: number): Promise<unknown> {
  const { method = 'POST', url, headers = {}, body } = question
  const within = AbortSignal.timeout(Math.max(1, Math.ceil(withinMs)))
  let response: Response
  let text: string
  try {
    response = await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      // What is signed for one address is not shown to another.
      redirect: 'manual',
      signal: within,
    })
    text = await response.text()
  } catch (cause) {
    throw new GatewayError(within.aborted ? 'timeout' : 'unreachable', { retryable: true, cause })
  }
  const answer = parsed(text)
  if (response.ok && answer !== undefined) return answer
  const words = cut(wordsOf(answer), asker.secrets)
  const { code, retryable } = question.meaning?.(response.status, words) ?? meaningOf(response.status)
  throw new GatewayError(code, { retryable, detail: `${response.status} ${words}`.trim() })
}

function meaningOf(status: number): Meaning {
  if (status === 429) return { code: 'rate_limited', retryable: true }
  if (status >= 500) return { code: 'gateway_failed', retryable: true }
  if (status < 400) return { code: 'unreadable_answer', retryable: true }
  if (status === 401 || status === 403) return { code: 'unauthorized', retryable: false }
  if (status === 409) return { code: 'conflict', retryable: false }
  return { code: 'refused', retryable: false }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What a gateway says of its refusal, whichever field it says it in. */
function wordsOf(answer: unknown): string {
  if (typeof answer === 'string') return answer
  if (typeof answer !== 'object' || answer === null) return ''
  const fields = new Map(Object.entries(answer).map(([name, value]) => [name.toLowerCase(), value]))
  return ['error_code', 'message', 'statusmessage', 'responsemessage']
    .map((name) => fields.get(name))
    .filter((value) => typeof value === 'string' && value !== '')
    .join(': ')
}

function cut(words: string, secrets: string[]): string {
  const clean = secrets.reduce((text, secret) => text.replaceAll(secret, '[cut]'), words)
  return clean.replace(/\s+/g, ' ').slice(0, 200)
}
