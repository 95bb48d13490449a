/** What goes wrong on the way: a status instead of the answer, no answer, one that is no JSON, or one that is lost after the work was done. */
export type Fault =
  | { status: number; body?: unknown; headers?: Record<string, string> }
  | 'hang'
  | 'garbage'
  | 'lost'

export interface Faults {
  /** The next requests whose `METHOD path` matches meet it, so many times. */
  order(match: RegExp, fault: Fault, times?: number): void
  /** Forgets every fault still ordered. */
  heal(): void
  /** Answers a request, or lets it meet its fault. */
  pass(request: Request, answer: () => Promise<Response>): Promise<Response>
}

export function openFaults(): Faults {
  const ordered: { match: RegExp; fault: Fault; left: number }[] = []
  return {
    order: (match, fault, times = 1) => void ordered.push({ match, fault, left: times }),
    heal: () => void ordered.splice(0),
    async pass(request, answer) {
      const line = `${request.method} ${new URL(request.url).pathname}`
      const met = ordered.find(({ match, left }) => left > 0 && match.test(line))
      if (!met) return answer()
      met.left--
      if (met.fault === 'garbage')
        return new Response('<html>It works!</html>', { headers: { 'content-type': 'text/html' } })
      if (typeof met.fault === 'object') {
        const { status, body = { Message: 'As ordered' }, headers } = met.fault
        return Response.json(body, { status, headers })
      }
      if (met.fault === 'lost') await answer()
      return until(request.signal)
    },
  }
}

/** No answer until the caller gives up. */
function until(gone: AbortSignal): Promise<Response> {
  return new Promise((resolve) => {
    gone.addEventListener('abort', () => resolve(new Response(null, { status: 499 })), { once: true })
  })
}

export interface Delivery {
  /** What each try was answered with; null: nothing answered. */
  answers: (number | null)[]
  taken: boolean
}

/** Sends a notification until it is answered 200, five more times at most. */
export async function deliver(
  url: string,
  message: { headers: Record<string, string>; body: string },
  { tries = 6, betweenMs = 0 } = {},
): Promise<Delivery> {
  const answers: (number | null)[] = []
  while (answers.length < tries) {
    if (answers.length > 0 && betweenMs > 0) await Bun.sleep(betweenMs)
    const answer = await post(url, message)
    answers.push(answer)
    if (answer === 200) return { answers, taken: true }
  }
  return { answers, taken: false }
}

async function post(
  url: string,
  message: { headers: Record<string, string>; body: string },
): Promise<number | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(30_000),
      ...message,
    })
    await response.body?.cancel()
    return response.status
  } catch {
    return null
  }
}
