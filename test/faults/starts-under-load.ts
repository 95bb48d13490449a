import { expect } from 'bun:test'
import { newId } from '#server/platform/ids.ts'
import type { Client } from '#test/support/client.ts'

export interface Person {
  who: Client
  accountId: string
  body: Record<string, unknown>
}

/** A start somebody asked for, and what they know of it. */
export interface Start {
  person: Person
  key: string
  /** What was answered: 202 when they know that it runs. */
  status: number
  text: string
  id: string | null
  /** Whether they asked to cancel it, and know that it was. */
  cancel: 'no' | 'asked' | 'known'
}

/**
 * Keeps so many starts under way at the same time, one in four cancelled right after, until told to stop. Calls `onAnswer` for
 * each. Returns everything that was asked. Answers that nobody should ever get fail the test.
 */
export async function startUnderLoad(
  people: Person[],
  { lanes, enough, onAnswer }: { lanes: number; enough: () => boolean; onAnswer: () => void },
): Promise<Start[]> {
  const starts: Start[] = []
  const lane = async (n: number) => {
    for (let turn = 0; !enough(); turn++) {
      const person = people[(n + turn) % people.length] as Person
      const start = await ask(person, newId())
      starts.push(start)
      onAnswer()
      if (start.id && (n + turn) % 4 === 0) await cancel(start)
      // Who was told to come back does, sooner than asked but not at once.
      if (start.status === 503) await Bun.sleep(200)
    }
  }
  await Promise.all(Array.from({ length: lanes }, (_, n) => lane(n)))
  return starts
}

/** Asks for a start under a key, anew or again. */
export async function ask(person: Person, key: string): Promise<Start> {
  const answer = await person.who.post('/api/apps/video-mixer/generate', person.body, {
    'idempotency-key': key,
  })
  expectKnown(answer, [202, 402, 429, 503])
  const id = answer.status === 202 ? answer.body.generation.id : null
  return { person, key, status: answer.status, text: answer.text, id, cancel: 'no' }
}

async function cancel(start: Start): Promise<void> {
  start.cancel = 'asked'
  const answer = await start.person.who.post(`/api/generations/${start.id}/cancel`)
  expectKnown(answer, [202, 503])
  if (answer.status === 202) start.cancel = 'known'
}

/** An answer is one of these, and one that says to come back says when. */
function expectKnown(answer: Awaited<ReturnType<Client['get']>>, known: number[]): void {
  if (!known.includes(answer.status)) expect.unreachable(`answered ${answer.status} ${answer.text}`)
  if (answer.status !== 503) return
  expect(answer.body.code).toBe('unavailable')
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
}
